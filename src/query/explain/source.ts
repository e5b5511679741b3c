import { floatOf } from '../runtime/numbers.js';
import { floatText, reprString } from '../runtime/str.js';
import type {
  Element,
  Entry,
  FormattedStringNode,
  NamedArgument,
  Node,
  NodeOf,
  NodeType,
  Target,
} from '../tree/nodes.js';

type Writers = { readonly [T in NodeType]: (node: NodeOf<T>) => string };

const WRITERS: Writers = {
  literal: writeLiteral,
  name: ({ name }) => name,
  variable: ({ name }) => name,
  attribute: ({ object, name }) => `${writeObject(object)}.${name}`,
  subscript: ({ object, key }) => `${writeObject(object)}[${toSource(key)}]`,
  slice: ({ lower, upper, step }) =>
    `${optional(lower)}:${optional(upper)}${step === null ? '' : `:${toSource(step)}`}`,
  call: ({ name, positional, named, keyFunction }) => `${name}(${argumentsOf(positional, named, keyFunction)})`,
  method: ({ object, name, positional, named }) =>
    `${writeObject(object)}.${name}(${argumentsOf(positional, named, null)})`,
  unary: ({ operator, operand }) => `(${operator}${operator === 'not' ? ' ' : ''}${toSource(operand)})`,
  binary: ({ operator, left, right }) => `(${toSource(left)} ${operator} ${toSource(right)})`,
  logical: ({ operator, operands }) => `(${operands.map(toSource).join(` ${operator} `)})`,
  comparison: ({ operands, operators }) =>
    `(${operands.map((operand, i) => (i === 0 ? '' : ` ${operators[i - 1] ?? ''} `) + toSource(operand)).join('')})`,
  conditional: ({ consequent, test, alternate }) =>
    `(${toSource(consequent)} if ${toSource(test)} else ${toSource(alternate)})`,
  list: ({ elements }) => `[${elements.map(writeElement).join(', ')}]`,
  tuple: ({ elements }) => `(${elements.map(writeElement).join(', ')}${elements.length === 1 ? ',' : ''})`,
  set: ({ elements }) => `{${elements.map(writeElement).join(', ')}}`,
  mapping: ({ entries }) => `{${entries.map(writeEntry).join(', ')}}`,
  comprehension: writeComprehension,
  formatted: (node) => `f'${pieces(node, false)}'`,
};

/** The query as it was understood: one form for each meaning, with brackets round every operation. It means the same when read again. */
export function toSource<T extends NodeType>(node: NodeOf<T>): string {
  const write: (node: NodeOf<T>) => string = WRITERS[node.type];
  return write(node);
}

function writeLiteral({ value }: NodeOf<'literal'>): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return reprString(value);
  const float = floatOf(value);
  if (float === null) return value.toString();
  return Number.isFinite(float) ? floatText(float) : '1e999';
}

function writeObject(node: Node): string {
  // `1.real` would be read as the number `1.` and a name.
  return node.type === 'literal' && typeof node.value !== 'string' ? `(${toSource(node)})` : toSource(node);
}

function optional(node: Node | null): string {
  return node === null ? '' : toSource(node);
}

function argumentsOf(positional: readonly Node[], named: readonly NamedArgument[], keyFunction: string | null): string {
  const names = named.map(({ name, value }) => `${name}=${toSource(value)}`);
  return [...positional.map(toSource), ...names, ...(keyFunction === null ? [] : [`key=${keyFunction}`])].join(', ');
}

function writeElement({ value, spread }: Element): string {
  return `${spread ? '*' : ''}${toSource(value)}`;
}

function writeEntry({ key, value }: Entry): string {
  return key === null ? `**${toSource(value)}` : `${toSource(key)}: ${toSource(value)}`;
}

function writeComprehension({ kind, key, element, clauses }: NodeOf<'comprehension'>): string {
  const written = clauses.map(
    ({ target, iterable, conditions }) =>
      ` for ${writeTarget(target)} in ${toSource(iterable)}${conditions.map((condition) => ` if ${toSource(condition)}`).join('')}`,
  );
  const inner = `${key === null ? '' : `${toSource(key)}: `}${toSource(element)}${written.join('')}`;
  if (kind === 'list') return `[${inner}]`;
  return kind === 'generator' ? `(${inner})` : `{${inner}}`;
}

function writeTarget(target: Target): string {
  if (target.type === 'slot') return target.name;
  return `(${target.targets.map(writeTarget).join(', ')}${target.targets.length === 1 ? ',' : ''})`;
}

function pieces({ parts }: FormattedStringNode, inSpec: boolean): string {
  return parts
    .map((part) =>
      typeof part === 'string'
        ? escaped(part, inSpec)
        : `{${spaced(toSource(part.value))}${part.spec === null ? '' : `:${pieces(part.spec, true)}`}}`,
    )
    .join('');
}

/** A value that starts with a brace would be read as a doubled one. */
function spaced(text: string): string {
  return text.startsWith('{') ? ` ${text}` : text;
}

/** Text of an f-string in single quotes; a format has no doubled braces, so there they go by number. */
function escaped(text: string, inSpec: boolean): string {
  const body = reprString(`"${text}`).slice(2, -1);
  return inSpec
    ? body.replaceAll('{', '\\x7b').replaceAll('}', '\\x7d')
    : body.replaceAll('{', '{{').replaceAll('}', '}}');
}
