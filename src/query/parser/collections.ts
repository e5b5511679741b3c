import type { SourceRange } from '../errors.js';
import type { Clause, ComprehensionNode, Element, Entry, Node, Target } from '../syntax-tree.js';
import { bitwise, disjunction } from './operators.js';
import type { PythonParser } from './python-parser.js';
import { failAtRest } from './unexpected-input.js';

/** `(…)`, `[…]` or `{…}` where a value may stand. */
export function collection(parser: PythonParser, bracket: '(' | '[' | '{'): Node {
  const open = parser.index;
  parser.index += 1;
  const read = { '(': group, '[': list, '{': braces }[bracket];
  return parser.inBrackets(() => parser.nested(() => read(parser, open)));
}

function group(parser: PythonParser, open: number): Node {
  const items = bracketed(parser, ')', open, 'generator');
  if (items.type === 'comprehension') return items;
  const { elements, commas } = items;
  const [only] = elements;
  if (only === undefined || commas > 0) return { type: 'tuple', ...parser.syntax(open, elements), elements };
  if (only.type === 'spread') failAloneSpread(parser, only);
  // The range of `(a)` includes the brackets, so that an error marks them too.
  return { ...only, start: open, end: parser.index };
}

function list(parser: PythonParser, open: number): Node {
  const items = bracketed(parser, ']', open, 'list');
  if (items.type === 'comprehension') return items;
  return { type: 'list', ...parser.syntax(open, items.elements), elements: items.elements };
}

export function failAloneSpread(parser: PythonParser, range: SourceRange): never {
  const summary = '`*` unpacks only inside a list, tuple or set';
  parser.fail('syntax', summary, 'a tuple of one needs a comma: `(*a,)`', range);
}

interface Items {
  readonly type: 'items';
  readonly elements: readonly Element[];
  readonly commas: number;
}

/** What stands between brackets, up to and past the closing one. */
function bracketed(
  parser: PythonParser,
  close: ')' | ']',
  open: number,
  kind: 'generator' | 'list',
): Items | ComprehensionNode {
  const elements: Element[] = [];
  let commas = 0;
  for (;;) {
    parser.gobbleSpaces();
    if (parser.take(close)) break;
    const element = starred(parser);
    elements.push(element);
    const found = elements.length === 1 ? bracketedComprehension(parser, kind, element, close, open) : null;
    if (found !== null) return found;
    if (parser.take(',')) commas += 1;
    else if (parser.take(close)) break;
    else failInside(parser, close, open);
  }
  return { type: 'items', elements, commas };
}

/** A value, or `*` and the value that it unpacks, with the spaces behind it. */
export function starred(parser: PythonParser): Element {
  const start = parser.index;
  const spread = parser.char === '*' && !parser.startsWith('**');
  if (spread) parser.index += 1;
  const value = spread ? bitwise(parser) : parser.gobbleExpression();
  const element: Element = spread ? { type: 'spread', ...parser.syntax(start, [value]), value } : value;
  parser.gobbleSpaces();
  return element;
}

/** A mapping or a set, which its first item decides. */
function braces(parser: PythonParser, open: number): Node {
  const elements: Element[] = [];
  const entries: Entry[] = [];
  for (;;) {
    parser.gobbleSpaces();
    if (parser.take('}')) break;
    const isFirst = elements.length + entries.length === 0;
    const item = entryOrElement(parser);
    if (item.type === 'entry') entries.push(item);
    else elements.push(item);
    if (entries.length > 0 && elements.length > 0) {
      const summary = item.type === 'entry' ? 'a set has no `:`' : 'a mapping needs a `:` and a value after each key';
      parser.fail('syntax', summary, "a mapping is `{'key': value}`, a set is `{value}`", item);
    }
    const kind = item.type === 'entry' ? 'mapping' : 'set';
    const found = isFirst ? bracketedComprehension(parser, kind, item, '}', open) : null;
    if (found !== null) return found;
    if (parser.take(',')) continue;
    if (parser.take('}')) break;
    failInside(parser, '}', open);
  }
  return elements.length === 0
    ? { type: 'mapping', ...parser.syntax(open, entries), entries }
    : { type: 'set', ...parser.syntax(open, elements), elements };
}

function entryOrElement(parser: PythonParser): Entry | Element {
  const start = parser.index;
  if (parser.take('**')) {
    const value = bitwise(parser);
    const entry: Entry = { type: 'entry', ...parser.syntax(start, [value]), key: null, value };
    parser.gobbleSpaces();
    return entry;
  }
  const key = starred(parser);
  if (key.type === 'spread' || parser.char !== ':' || parser.startsWith(':=')) return key;
  parser.index += 1;
  const value = parser.gobbleExpression();
  const entry: Entry = { type: 'entry', ...parser.syntax(start, [key, value]), key, value };
  parser.gobbleSpaces();
  return entry;
}

/**
 * `a`, or the tuple `a, b` without brackets of its own: the whole query, or what stands in `[…]` after a value.
 * @param close the bracket that ends it, or null for the end of the query
 */
export function commaList(
  parser: PythonParser,
  close: ']' | null,
  open: number,
  read: (parser: PythonParser) => Element = starred,
): Node {
  const elements: Element[] = [];
  const start = parser.index;
  let commas = 0;
  const ended = (): boolean => {
    if (close !== null) return parser.take(close);
    parser.gobbleBlankLines();
    return parser.atEnd;
  };
  for (;;) {
    parser.gobbleSpaces();
    let end = parser.index;
    if (elements.length === 0 || !ended()) {
      elements.push(read(parser));
      parser.gobbleSpaces();
      if (parser.take(',')) {
        commas += 1;
        continue;
      }
      end = parser.index;
      if (!ended()) return close === null ? failAtRest(parser) : failInside(parser, close, open);
    }
    const [only] = elements;
    if (only === undefined || commas > 0) return { type: 'tuple', ...parser.syntax(start, elements, end), elements };
    if (only.type === 'spread')
      parser.fail('syntax', '`*` unpacks only inside a list, tuple or set', 'write `[*a]`', only);
    return only;
  }
}

function failInside(parser: PythonParser, close: string, open: number): never {
  if (!parser.atEnd) failAtRest(parser);
  const summary = `\`${parser.expr.charAt(open)}\` is never closed`;
  parser.fail('syntax', summary, `add the \`${close}\``, { start: open, end: open + 1 });
}

/** The comprehension that starts with `first`, up to and past the closing bracket; null where no `for` follows. */
function bracketedComprehension(
  parser: PythonParser,
  kind: ComprehensionNode['kind'],
  first: Element | Entry,
  close: string,
  open: number,
): ComprehensionNode | null {
  const clauses = comprehensionClauses(parser);
  if (clauses.length === 0) return null;
  if (first.type === 'spread' || (first.type === 'entry' && first.key === null)) {
    const hint = 'use a second `for`: `[x for xs in lists for x in xs]`';
    parser.fail('syntax', 'unpacking does not work in a comprehension', hint, first);
  }
  if (!parser.take(close)) failInside(parser, close, open);
  return comprehension(parser, open, kind, first, clauses);
}

export function comprehension(
  parser: PythonParser,
  start: number,
  kind: ComprehensionNode['kind'],
  first: Node | Entry,
  clauses: readonly Clause[],
): ComprehensionNode {
  const { key, value } = first.type === 'entry' ? first : { key: null, value: first };
  return { type: 'comprehension', ...parser.syntax(start, [first, ...clauses]), kind, key, element: value, clauses };
}

/** Any number of `for target in iterable if condition …`. */
export function comprehensionClauses(parser: PythonParser): readonly Clause[] {
  const clauses: Clause[] = [];
  for (;;) {
    parser.gobbleSpaces();
    const start = parser.index;
    if (parser.takeWord('async')) {
      const range = { start, end: start + 5 };
      parser.fail('not-available', '`async` has no meaning in a query', 'use a plain `for`', range);
    }
    if (!parser.takeWord('for')) return clauses;
    clauses.push(clause(parser, start));
  }
}

function clause(parser: PythonParser, start: number): Clause {
  const target = targets(parser);
  parser.gobbleSpaces();
  if (!parser.takeWord('in')) parser.fail('syntax', '`for` without `in`', 'a comprehension is `[x for x in xs if x]`');
  const iterable = disjunction(parser);
  const conditions: Node[] = [];
  parser.gobbleSpaces();
  while (parser.takeWord('if')) {
    conditions.push(disjunction(parser));
    parser.gobbleSpaces();
  }
  return { ...parser.syntax(start, [target, iterable, ...conditions]), target, iterable, conditions };
}

/** `x`, or `x, (y, z)`. */
function targets(parser: PythonParser): Target {
  parser.gobbleSpaces();
  const start = parser.index;
  const first = bitwise(parser);
  parser.gobbleSpaces();
  if (parser.char !== ',') return targetFrom(parser, first);
  const elements = [first];
  while (parser.take(',')) {
    parser.gobbleSpaces();
    if (parser.peekName() === 'in') break;
    elements.push(bitwise(parser));
    parser.gobbleSpaces();
  }
  return targetFrom(parser, { type: 'tuple', ...parser.syntax(start, elements), elements });
}

/** Targets are read as expressions, of which only names, and tuples and lists of them, can be given a value. */
function targetFrom(parser: PythonParser, node: Element): Target {
  if (node.type === 'name') return node;
  if (node.type === 'tuple' || node.type === 'list') {
    const { start, end, depth, elements } = node;
    return { type: 'targets', start, end, depth, targets: elements.map((element) => targetFrom(parser, element)) };
  }
  const hint = 'a comprehension is `[x for x in xs if x]`, or `[k for k, v in data.items()]`';
  parser.fail('syntax', '`for` needs a name to give to each item', hint, node);
}
