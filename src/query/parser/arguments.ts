import { comprehensionClauses } from './comprehension.js';
import type { Dialect } from './dialect.js';
import { KEYWORDS, normalName } from './lexical.js';
import type { RawNode } from './raw.js';

/** `(a, b, key=c)` after the value that is called. */
export function argumentList(dialect: Dialect, callee: RawNode): RawNode {
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
