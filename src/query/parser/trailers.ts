import { commaList, comprehensionClauses } from './collections.js';
import type { Dialect } from './dialect.js';
import { KEYWORDS, normalName } from './lexical.js';
import type { RawNode } from './raw.js';

/** What follows a value: `.name`, `[key]`, `[a:b]`, `(arguments)`, any number of them. */
export function trailers(dialect: Dialect, value: RawNode): RawNode {
  let node = value;
  for (;;) {
    dialect.gobbleSpaces();
    if (dialect.atEnd) return node;
    const ch = dialect.char;
    if (ch === '.') node = attribute(dialect, node);
    else if (ch === '[') node = subscript(dialect, node);
    else if (ch === '(') node = argumentList(dialect, node);
    else return node;
  }
}

function attribute(dialect: Dialect, object: RawNode): RawNode {
  dialect.index += 1;
  dialect.gobbleSpaces();
  const start = dialect.index;
  const word = dialect.peekName();
  if (word === null) {
    const hint = "a key that is no plain word goes in brackets: `data['some key']`";
    dialect.fail({
      code: 'syntax',
      summary: 'a field name should follow the dot',
      hint,
      range: { start: Math.min(start, dialect.end), end: start + 1 },
    });
  }
  if (KEYWORDS.has(word)) {
    dialect.fail({
      code: 'syntax',
      summary: `\`${word}\` is a word of Python, not a field name`,
      hint: `reach such a key with brackets: \`['${word}']\``,
      range: { start, end: start + word.length },
    });
  }
  dialect.index += word.length;
  const property = dialect.node('Identifier', start, { name: normalName(word) });
  return dialect.node('MemberExpression', object.start, { computed: false, object, property }, [object]);
}

function subscript(dialect: Dialect, object: RawNode): RawNode {
  const open = dialect.index;
  dialect.index += 1;
  const property = dialect.inBrackets(() => dialect.deeper(() => commaList(dialect, ']', open, slice)));
  return dialect.node('MemberExpression', object.start, { computed: true, object, property }, [object, property]);
}

/** `a`, `a:b`, `a:b:c`, with any of the three left out. */
function slice(dialect: Dialect): RawNode {
  dialect.gobbleSpaces();
  const start = dialect.index;
  const lower = dialect.char === ':' ? null : bound(dialect);
  if (lower !== null && dialect.char !== ':') return lower;
  const bounds: (RawNode | null)[] = [lower];
  while (bounds.length < 3 && dialect.char === ':') {
    dialect.index += 1;
    dialect.gobbleSpaces();
    bounds.push(':],'.includes(dialect.char) ? null : bound(dialect));
  }
  const [, upper = null, step = null] = bounds;
  return dialect.node(
    'Slice',
    start,
    { lower, upper, step },
    bounds.filter((part) => part !== null),
  );
}

function bound(dialect: Dialect): RawNode {
  const value = dialect.gobbleExpression();
  dialect.gobbleSpaces();
  return value;
}

/** `(a, b, key=c)` after the value that is called. */
function argumentList(dialect: Dialect, callee: RawNode): RawNode {
  const open = dialect.index;
  dialect.index += 1;
  const given = dialect.inBrackets(() => dialect.deeper(() => readArguments(dialect, open)));
  return dialect.node('CallExpression', callee.start, { callee, arguments: given }, [callee, ...given]);
}

function readArguments(dialect: Dialect, open: number): RawNode[] {
  const given: RawNode[] = [];
  const names = new Set<string>();
  for (;;) {
    dialect.gobbleSpaces();
    if (dialect.take(')')) return given;
    const argument = readArgument(dialect, given.length === 0);
    if (argument.type === 'KeywordArgument') checkKeyword(dialect, argument, names);
    else if (names.size > 0) {
      dialect.fail({
        code: 'syntax',
        summary: 'a positional argument follows a named one',
        hint: 'put the named arguments last',
        range: argument,
      });
    }
    given.push(argument);
    dialect.gobbleSpaces();
    if (dialect.take(')')) return given;
    if (!dialect.take(',')) refuseArgument(dialect, open);
  }
}

function checkKeyword(dialect: Dialect, argument: RawNode, names: Set<string>): void {
  const { name } = argument;
  if (typeof name !== 'string') return;
  if (names.has(name))
    dialect.fail({ code: 'syntax', summary: `the argument \`${name}\` is given twice`, range: argument });
  names.add(name);
}

function readArgument(dialect: Dialect, only: boolean): RawNode {
  const start = dialect.index;
  if (dialect.char === '*') {
    const sign = dialect.startsWith('**') ? '**' : '*';
    dialect.fail({
      code: 'not-available',
      summary: `\`${sign}\` does not unpack into arguments`,
      hint: 'write the arguments one by one',
      range: { start, end: start + sign.length },
    });
  }
  const name = dialect.peekName();
  if (name !== null && keywordFollows(dialect, name)) return keyword(dialect, name);
  const value = dialect.gobbleExpression();
  dialect.gobbleSpaces();
  if (!startsComprehension(dialect)) return value;
  const clauses = comprehensionClauses(dialect);
  const generator = dialect.node('Comprehension', start, { kind: 'generator', element: value, clauses }, [
    value,
    ...clauses,
  ]);
  dialect.gobbleSpaces();
  if (!only || dialect.char === ',') {
    dialect.fail({
      code: 'syntax',
      summary: 'a comprehension beside other arguments needs brackets',
      hint: 'write `f([x for x in xs], other)`',
      range: generator,
    });
  }
  return generator;
}

function startsComprehension(dialect: Dialect): boolean {
  const word = dialect.peekName();
  return word === 'for' || word === 'async';
}

function keywordFollows(dialect: Dialect, name: string): boolean {
  const back = dialect.index;
  dialect.index += name.length;
  dialect.gobbleSpaces();
  const follows = dialect.char === '=' && !dialect.startsWith('==') && !dialect.startsWith('=>');
  dialect.index = back;
  return follows;
}

function keyword(dialect: Dialect, name: string): RawNode {
  const start = dialect.index;
  if (KEYWORDS.has(name))
    dialect.fail({
      code: 'syntax',
      summary: `\`${name}\` cannot name an argument`,
      range: { start, end: start + name.length },
    });
  dialect.index += name.length;
  dialect.gobbleSpaces();
  dialect.index += 1;
  const value = dialect.gobbleExpression();
  return dialect.node('KeywordArgument', start, { name: normalName(name), value }, [value]);
}

function refuseArgument(dialect: Dialect, open: number): never {
  if (dialect.atEnd)
    dialect.fail({
      code: 'syntax',
      summary: '`(` is never closed',
      hint: 'add the `)`',
      range: { start: open, end: open + 1 },
    });
  dialect.failRest();
}
