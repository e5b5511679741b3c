import type { NamedArgument, Node } from '../syntax-tree.js';
import { commaList, comprehension, comprehensionClauses } from './collections.js';
import { KEYWORDS, normalName } from '../../values/python-names.js';
import type { PythonParser } from './python-parser.js';
import { failAtRest } from './unexpected-input.js';

/** What follows a value: `.name`, `[key]`, `[a:b]`, `(arguments)`, any number of them. */
export function trailers(parser: PythonParser, value: Node): Node {
  let node = value;
  for (;;) {
    parser.gobbleSpaces();
    if (parser.atEnd) return node;
    const ch = parser.char;
    if (ch === '.') node = attribute(parser, node);
    else if (ch === '[') node = subscript(parser, node);
    else if (ch === '(') node = call(parser, node);
    else return node;
  }
}

function attribute(parser: PythonParser, object: Node): Node {
  parser.index += 1;
  parser.gobbleSpaces();
  const start = parser.index;
  const word = parser.peekName();
  if (word === null) {
    const hint = "a key that is no plain word goes in brackets: `data['some key']`";
    const range = { start: Math.min(start, parser.end), end: start + 1 };
    parser.fail('syntax', 'a field name should follow the dot', hint, range);
  }
  if (KEYWORDS.has(word)) {
    const hint = `reach such a key with brackets: \`['${word}']\``;
    parser.fail('syntax', `\`${word}\` is a word of Python, not a field name`, hint, parser.next(word.length));
  }
  parser.index += word.length;
  const nameRange = parser.syntax(start);
  const syntax = parser.syntax(object.start, [object]);
  return { type: 'attribute', ...syntax, object, name: normalName(word), nameRange };
}

function subscript(parser: PythonParser, object: Node): Node {
  const open = parser.index;
  parser.index += 1;
  const key = parser.inBrackets(() => parser.nested(() => commaList(parser, ']', open, keyOrSlice)));
  return { type: 'subscript', ...parser.syntax(object.start, [object, key]), object, key };
}

/** `a`, `a:b`, `a:b:c`, with any of the three left out. */
function keyOrSlice(parser: PythonParser): Node {
  parser.gobbleSpaces();
  const start = parser.index;
  const lower = parser.char === ':' ? null : bound(parser);
  if (lower !== null && parser.char !== ':') return lower;
  const bounds: (Node | null)[] = [lower];
  while (bounds.length < 3 && parser.char === ':') {
    parser.index += 1;
    parser.gobbleSpaces();
    bounds.push(':],'.includes(parser.char) ? null : bound(parser));
  }
  const [, upper = null, step = null] = bounds;
  const given = bounds.filter((part) => part !== null);
  return { type: 'slice', ...parser.syntax(start, given), lower, upper, step };
}

function bound(parser: PythonParser): Node {
  const value = parser.gobbleExpression();
  parser.gobbleSpaces();
  return value;
}

/** Functions that take another function after `key=`. */
const TAKES_KEY: ReadonlySet<string> = new Set(['sorted', 'min', 'max']);

/** `(a, b, key=c)` after the value that is called. */
function call(parser: PythonParser, callee: Node): Node {
  const open = parser.index;
  parser.index += 1;
  const { positional, named } = parser.inBrackets(() => parser.nested(() => argumentList(parser, open)));
  const syntax = parser.syntax(callee.start, [callee, ...positional, ...named]);
  const takesKey = callee.type === 'name' && TAKES_KEY.has(callee.name);
  const key = takesKey ? named.find((argument) => isKeyFunction(argument, parser.functions)) : undefined;
  return {
    type: 'call',
    ...syntax,
    callee,
    positional,
    named: named.filter((argument) => argument !== key),
    keyFunction: key?.value.type === 'name' ? key.value.name : null,
  };
}

function isKeyFunction({ name, value }: NamedArgument, functions: ReadonlySet<string>): boolean {
  return name === 'key' && value.type === 'name' && functions.has(value.name);
}

interface Arguments {
  readonly positional: Node[];
  readonly named: NamedArgument[];
}

function argumentList(parser: PythonParser, open: number): Arguments {
  const given: Arguments = { positional: [], named: [] };
  for (;;) {
    parser.gobbleSpaces();
    if (parser.take(')')) return given;
    readArgument(parser, given);
    parser.gobbleSpaces();
    if (parser.take(')')) return given;
    if (parser.take(',')) continue;
    if (parser.atEnd) parser.fail('syntax', '`(` is never closed', 'add the `)`', { start: open, end: open + 1 });
    failAtRest(parser);
  }
}

function readArgument(parser: PythonParser, { positional, named }: Arguments): void {
  if (parser.char === '*') {
    const sign = parser.startsWith('**') ? '**' : '*';
    const summary = `\`${sign}\` does not unpack into arguments`;
    parser.fail('not-available', summary, 'write the arguments one by one', parser.next(sign.length));
  }
  const name = parser.peekName();
  if (name !== null && equalsSignFollows(parser, name)) {
    const argument = namedArgument(parser, name);
    if (named.some((other) => other.name === argument.name))
      parser.fail('syntax', `the argument \`${argument.name}\` is given twice`, null, argument);
    named.push(argument);
    return;
  }
  const value = positionalArgument(parser, positional.length + named.length === 0);
  if (named.length > 0)
    parser.fail('syntax', 'a positional argument follows a named one', 'put the named arguments last', value);
  positional.push(value);
}

function equalsSignFollows(parser: PythonParser, name: string): boolean {
  const back = parser.index;
  parser.index += name.length;
  parser.gobbleSpaces();
  const follows = parser.char === '=' && !parser.startsWith('==') && !parser.startsWith('=>');
  parser.index = back;
  return follows;
}

function namedArgument(parser: PythonParser, name: string): NamedArgument {
  const start = parser.index;
  if (KEYWORDS.has(name)) parser.fail('syntax', `\`${name}\` cannot name an argument`, null, parser.next(name.length));
  parser.index += name.length;
  parser.gobbleSpaces();
  parser.index += 1;
  const value = parser.gobbleExpression();
  return { ...parser.syntax(start, [value]), name: normalName(name), value };
}

function positionalArgument(parser: PythonParser, isFirst: boolean): Node {
  const start = parser.index;
  const value = parser.gobbleExpression();
  const clauses = comprehensionClauses(parser);
  if (clauses.length === 0) return value;
  const generator = comprehension(parser, start, 'generator', value, clauses);
  parser.gobbleSpaces();
  if (!isFirst || parser.char === ',') {
    const summary = 'a comprehension beside other arguments needs brackets';
    parser.fail('syntax', summary, 'write `f([x for x in xs], other)`', generator);
  }
  return generator;
}
