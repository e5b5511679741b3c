import { floatText } from './runtime/number-digits.js';
import { floatOf } from './runtime/numbers.js';
import { reprString } from '../values/python-string.js';
import type { Element, Entry, FormattedPart, Node, NodeOf, NodeType, Target } from './syntax-tree.js';

/** A query in one form for each meaning, with brackets round every operation. It means the same when read again. */
export function describe<T extends NodeType>(node: NodeOf<T>): string {
  const write: (node: NodeOf<T>) => string = WRITERS[node.type];
  return write(node);
}

type Writers = { readonly [T in NodeType]: (node: NodeOf<T>) => string };

const WRITERS: Writers = {
  literal,
  name: ({ name }) => name,
  attribute: ({ object, name }) => `${beforeTrailer(object)}.${name}`,
  subscript: ({ object, key }) => `${beforeTrailer(object)}[${describe(key)}]`,
  slice: ({ lower, upper, step }) =>
    `${optional(lower)}:${optional(upper)}${step === null ? '' : `:${describe(step)}`}`,
  call,
  unary: ({ operator, operand }) => `(${operator}${operator === 'not' ? ' ' : ''}${describe(operand)})`,
  binary: ({ operator, left, right }) => `(${describe(left)} ${operator} ${describe(right)})`,
  logical: ({ operator, operands }) => `(${operands.map(describe).join(` ${operator} `)})`,
  comparison: ({ operands, operators }) =>
    `(${operands.map((operand, i) => (i === 0 ? '' : ` ${operators[i - 1] ?? ''} `) + describe(operand)).join('')})`,
  conditional: ({ consequent, test, alternate }) =>
    `(${describe(consequent)} if ${describe(test)} else ${describe(alternate)})`,
  list: ({ elements }) => `[${elements.map(element).join(', ')}]`,
  tuple: ({ elements }) => `(${elements.map(element).join(', ')}${elements.length === 1 ? ',' : ''})`,
  set: ({ elements }) => `{${elements.map(element).join(', ')}}`,
  mapping: ({ entries }) => `{${entries.map(entry).join(', ')}}`,
  comprehension,
  formatted: ({ parts }) => `f'${formatted(parts, false)}'`,
};

function literal({ value }: NodeOf<'literal'>): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return reprString(value);
  const float = floatOf(value);
  if (float === null) return value.toString();
  return Number.isFinite(float) ? floatText(float) : '1e999';
}

/** `1.real` would be read as the number `1.` and a name. */
function beforeTrailer(node: Node): string {
  return node.type === 'literal' && typeof node.value !== 'string' ? `(${describe(node)})` : describe(node);
}

function optional(node: Node | null): string {
  return node === null ? '' : describe(node);
}

function call({ callee, positional, named, keyFunction }: NodeOf<'call'>): string {
  const names = named.map(({ name, value }) => `${name}=${describe(value)}`);
  if (keyFunction !== null) names.push(`key=${keyFunction}`);
  return `${describe(callee)}(${[...positional.map(describe), ...names].join(', ')})`;
}

function element(node: Element): string {
  return node.type === 'spread' ? `*${describe(node.value)}` : describe(node);
}

function entry({ key, value }: Entry): string {
  return key === null ? `**${describe(value)}` : `${describe(key)}: ${describe(value)}`;
}

function comprehension({ kind, key, element, clauses }: NodeOf<'comprehension'>): string {
  const loops = clauses.map((clause) => {
    const conditions = clause.conditions.map((condition) => ` if ${describe(condition)}`).join('');
    return ` for ${target(clause.target)} in ${describe(clause.iterable)}${conditions}`;
  });
  const inner = `${key === null ? '' : `${describe(key)}: `}${describe(element)}${loops.join('')}`;
  if (kind === 'list') return `[${inner}]`;
  return kind === 'generator' ? `(${inner})` : `{${inner}}`;
}

function target(node: Target): string {
  if (node.type === 'name') return node.name;
  return `(${node.targets.map(target).join(', ')}${node.targets.length === 1 ? ',' : ''})`;
}

/** The inside of an f-string in single quotes. */
function formatted(parts: readonly FormattedPart[], inSpec: boolean): string {
  return parts
    .map((part) => {
      if (part.type === 'text') return escaped(part.text, inSpec);
      const value = describe(part.value);
      const spec = part.spec === null ? '' : `:${formatted(part.spec.parts, true)}`;
      // A value that starts with a brace would be read as a doubled one.
      return `{${value.startsWith('{') ? ' ' : ''}${value}${spec}}`;
    })
    .join('');
}

/** A format has no doubled braces: there they are written as escapes. */
function escaped(text: string, inSpec: boolean): string {
  const body = reprString(`"${text}`).slice(2, -1);
  return inSpec
    ? body.replaceAll('{', '\\x7b').replaceAll('}', '\\x7d')
    : body.replaceAll('{', '{{').replaceAll('}', '}}');
}
