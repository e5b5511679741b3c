import { type CallArguments, stepOf } from './container.js';
import { dedent, literalOf, strip, unescaped, unescapedBetweenFields, wholeNumber } from './literals.js';
import { type PythonNode, childrenOf, splitAt } from './python-tree.js';
import type { Scope } from './scope.js';
import { type PythonValue, NONE, areEqual, bool, isTrue, str } from './values.js';

/** What an expression comes to, without running anything. Throws `UnreadableHooks` for what is not on the list. */
export function evaluate(node: PythonNode, scope: Scope): PythonValue {
  scope.reading.spend(node);
  return scope.reading.nested(node, () => {
    const read = Object.hasOwn(READERS, node.name) ? READERS[node.name] : undefined;
    if (read === undefined) throw scope.reading.source.notRead(node);
    return read(node, scope);
  });
}

const READERS: Readonly<Record<string, (node: PythonNode, scope: Scope) => PythonValue>> = {
  String: stringLiteral,
  FormatString: formatString,
  ContinuedString: (node, scope) => joined(node, scope, childrenOf(node)),
  Number(node, scope) {
    const number = wholeNumber(scope.reading.source.textOf(node));
    if (number === null) throw scope.reading.source.notRead(node);
    return { type: 'int', number };
  },
  Boolean: (node, scope) => bool(scope.reading.source.textOf(node) === 'True'),
  None: () => NONE,
  VariableName: (node, scope) => scope.lookUp(node),
  ParenthesizedExpression: (node, scope) => evaluate(only(node, childrenOf(node).slice(1, -1), scope), scope),
  ArrayExpression: listItems,
  TupleExpression: listItems,
  AwaitExpression: awaited,
  MemberExpression: member,
  CallExpression: call,
  BinaryExpression: binary,
  UnaryExpression: negation,
  ConditionalExpression: conditional,
};

function only(node: PythonNode, nodes: readonly PythonNode[], scope: Scope): PythonNode {
  const [first] = nodes;
  if (first === undefined || nodes.length > 1) throw scope.reading.source.notRead(node);
  return first;
}

function stringLiteral(node: PythonNode, scope: Scope): PythonValue {
  const written = scope.reading.source.textOf(node);
  const literal = literalOf(written);
  const text = literal === null ? null : unescaped(written.slice(literal.start, literal.end), literal.raw);
  if (text === null) throw scope.reading.source.notRead(node);
  return made(node, scope, text);
}

function formatString(node: PythonNode, scope: Scope): PythonValue {
  const { source } = scope.reading;
  const written = source.textOf(node);
  const literal = literalOf(written);
  if (literal === null) throw source.notRead(node);
  const fields = childrenOf(node).filter(({ name }) => name === 'FormatReplacement');
  const parts: string[] = [];
  let at = node.from + literal.start;
  const plainUntil = (end: number): void => {
    const text = unescapedBetweenFields(source.text.slice(at, end), literal.raw);
    if (text === null) throw source.notRead(node);
    parts.push(text);
  };
  for (const field of fields) {
    plainUntil(field.from);
    parts.push(shownIn(field, evaluate(only(field, childrenOf(field).slice(1, -1), scope), scope), scope));
    at = field.to;
  }
  plainUntil(node.from + literal.end);
  return made(node, scope, parts.join(''));
}

/** Python's `str()` of what stands in an f-string. */
function shownIn(node: PythonNode, value: PythonValue, scope: Scope): string {
  switch (value.type) {
    case 'str':
      return value.text;
    case 'int':
      return String(value.number);
    case 'bool':
      return value.truth ? 'True' : 'False';
    case 'none':
      return 'None';
    default:
      throw scope.reading.source.notRead(node);
  }
}

function joined(node: PythonNode, scope: Scope, parts: readonly PythonNode[]): PythonValue {
  return made(node, scope, parts.map((part) => textOf(part, evaluate(part, scope), scope)).join(''));
}

function made(node: PythonNode, scope: Scope, text: string): PythonValue {
  scope.reading.spend(node, text.length);
  return str(text);
}

function textOf(node: PythonNode, value: PythonValue, scope: Scope): string {
  if (value.type !== 'str') throw scope.reading.source.notRead(node);
  return value.text;
}

function listItems(node: PythonNode, scope: Scope): PythonValue {
  const items = splitAt(childrenOf(node).slice(1, -1), ',').flatMap((item): readonly PythonValue[] => {
    const [first, second, more] = item;
    if (first === undefined || more !== undefined) throw scope.reading.source.notRead(node);
    if (second === undefined) return [evaluate(first, scope)];
    if (first.name !== '*') throw scope.reading.source.notRead(node);
    return itemsOf(second, evaluate(second, scope), scope);
  });
  scope.reading.spend(node, items.length);
  return { type: 'list', items };
}

/** The items of a list or a tuple. */
export function itemsOf(node: PythonNode, value: PythonValue, scope: Scope): readonly PythonValue[] {
  if (value.type !== 'list') throw scope.reading.source.notRead(node);
  return value.items;
}

function awaited(node: PythonNode, scope: Scope): PythonValue {
  const operand = only(node, childrenOf(node).slice(1), scope);
  // The parser takes more into an `await` than Python does.
  const simple = ['CallExpression', 'MemberExpression', 'VariableName', 'ParenthesizedExpression'];
  if (!simple.includes(operand.name)) throw scope.reading.source.notRead(node);
  const value = evaluate(operand, scope);
  if (value.type === 'coroutine') return value.result;
  if (value.type === 'container') return value;
  throw scope.reading.source.notRead(node);
}

function member(node: PythonNode, scope: Scope): PythonValue {
  const { source } = scope.reading;
  if (/^typing\s*\.\s*TYPE_CHECKING$/.test(source.textOf(node))) {
    const typing = scope.find('typing');
    if (typing?.type === 'module' && typing.name === 'typing') return bool(false);
  }
  throw source.notRead(node);
}

function call(node: PythonNode, scope: Scope): PythonValue {
  const { reading } = scope;
  const [callee, list] = childrenOf(node);
  if (callee === undefined || list?.name !== 'ArgList') throw reading.source.notRead(node);
  if (callee.name !== 'MemberExpression') {
    const value = evaluate(callee, scope);
    if (value.type === 'dedent') return dedented(node, argumentsIn(list, scope), scope);
    if (value.type !== 'function') throw reading.source.notRead(node);
    const result = reading.call(reading, value, argumentsIn(list, scope), node);
    return value.async ? { type: 'coroutine', result } : result;
  }
  const [object, dot, property] = childrenOf(callee);
  if (object === undefined || property === undefined || dot?.name !== '.') throw reading.source.notRead(node);
  const receiver = receiverOf(node, object, scope);
  const method = reading.source.textOf(property);
  const args = argumentsIn(list, scope);
  switch (receiver.type) {
    case 'container':
      reading.spend(node, receiver.steps.length);
      return { type: 'container', steps: [...receiver.steps, stepOf(reading.source, node, method, args)] };
    case 'str':
      return textMethod(node, receiver.text, method, args, scope);
    case 'module':
      if (receiver.name === 'textwrap' && method === 'dedent') return dedented(node, args, scope);
      throw reading.source.notRead(node);
    default:
      throw reading.source.notRead(node);
  }
}

/** What a method is called on. Of a name that is unknown, the whole call is shown: `os.getenv("X")`. */
function receiverOf(node: PythonNode, object: PythonNode, scope: Scope): PythonValue {
  const { source } = scope.reading;
  if (object.name === 'VariableName' && scope.find(source.textOf(object))?.type === 'unknown')
    throw source.notRead(node);
  return evaluate(object, scope);
}

function textMethod(node: PythonNode, text: string, method: string, args: CallArguments, scope: Scope): PythonValue {
  const [argument] = args.positional;
  const count = args.positional.length + args.named.size;
  if (method === 'strip' && count === 0) return made(node, scope, strip(text));
  if (method === 'join' && count === 1 && argument !== undefined) {
    const items = itemsOf(node, argument, scope).map((item) => textOf(node, item, scope));
    scope.reading.spend(node, items.length * text.length);
    return made(node, scope, items.join(text));
  }
  throw scope.reading.source.notRead(node);
}

function dedented(node: PythonNode, { positional, named }: CallArguments, scope: Scope): PythonValue {
  const [text] = positional;
  if (text?.type !== 'str' || positional.length > 1 || named.size > 0) throw scope.reading.source.notRead(node);
  return made(node, scope, dedent(text.text));
}

function argumentsIn(list: PythonNode, scope: Scope): CallArguments {
  const { source } = scope.reading;
  const positional: PythonValue[] = [];
  const named = new Map<string, PythonValue>();
  for (const argument of splitAt(childrenOf(list).slice(1, -1), ',')) {
    const [first, assign, value, more] = argument;
    if (first === undefined || more !== undefined) throw source.notRead(list);
    if (assign === undefined) {
      if (named.size > 0) throw source.notRead(list);
      positional.push(evaluate(first, scope));
    } else {
      const name = source.textOf(first);
      if (first.name !== 'VariableName' || assign.name !== 'AssignOp' || value === undefined || named.has(name))
        throw source.notRead(list);
      named.set(name, evaluate(value, scope));
    }
  }
  return { positional, named };
}

const COMPARISONS = ['==', '!=', 'is', 'is not', 'in', 'not in'];

function binary(node: PythonNode, scope: Scope): PythonValue {
  const { source } = scope.reading;
  const children = childrenOf(node);
  const [left, right] = [children[0], children.at(-1)];
  if (left === undefined || right === undefined) throw source.notRead(node);
  const operator = operatorOf(node, scope);
  if (operator === 'and' || operator === 'or') {
    const value = evaluate(left, scope);
    return isTrue(value) === (operator === 'and') ? evaluate(right, scope) : value;
  }
  // Python chains comparisons; here they would be bracketed.
  if (COMPARISONS.includes(operator) && [left, right].some((side) => isComparison(side, scope)))
    throw source.notRead(node);
  const [a, b] = [evaluate(left, scope), evaluate(right, scope)];
  switch (operator) {
    case '+':
      if (a.type === 'str' && b.type === 'str') return made(node, scope, a.text + b.text);
      if (a.type !== 'list' || b.type !== 'list') throw source.notRead(node);
      scope.reading.spend(node, a.items.length + b.items.length);
      return { type: 'list', items: [...a.items, ...b.items] };
    case '==':
    case '!=':
      return bool(equal(node, a, b, scope) === (operator === '=='));
    case 'is':
    case 'is not':
      if (a.type !== 'none' && b.type !== 'none') throw source.notRead(node);
      return bool((a.type === b.type) === (operator === 'is'));
    case 'in':
    case 'not in':
      return bool(holds(node, a, b, scope) === (operator === 'in'));
    default:
      throw source.notRead(node);
  }
}

function operatorOf(node: PythonNode, scope: Scope): string {
  return childrenOf(node)
    .slice(1, -1)
    .map((word) => scope.reading.source.textOf(word))
    .join(' ');
}

function isComparison(node: PythonNode, scope: Scope): boolean {
  return node.name === 'BinaryExpression' && COMPARISONS.includes(operatorOf(node, scope));
}

function equal(node: PythonNode, a: PythonValue, b: PythonValue, scope: Scope): boolean {
  const result = areEqual(a, b);
  if (result === null) throw scope.reading.source.notRead(node);
  return result;
}

function holds(node: PythonNode, a: PythonValue, b: PythonValue, scope: Scope): boolean {
  if (a.type === 'str' && b.type === 'str') return b.text.includes(a.text);
  const items = itemsOf(node, b, scope);
  scope.reading.spend(node, items.length);
  return items.some((item) => equal(node, a, item, scope));
}

function negation(node: PythonNode, scope: Scope): PythonValue {
  const { source } = scope.reading;
  const [operator, operand] = childrenOf(node);
  if (operator?.name !== 'not' || operand === undefined) throw source.notRead(node);
  // The parser takes `not a and b` for `not (a and b)`.
  if (operand.name === 'BinaryExpression' && ['and', 'or'].includes(operatorOf(operand, scope)))
    throw source.refusal(node, '`not` before `and` or `or` is not read without brackets', 'write `(not a) and b`');
  return bool(!isTrue(evaluate(operand, scope)));
}

function conditional(node: PythonNode, scope: Scope): PythonValue {
  const [yes, , condition, , no] = childrenOf(node);
  if (yes === undefined || condition === undefined || no === undefined || yes.name === node.name)
    throw scope.reading.source.notRead(node);
  return isTrue(evaluate(condition, scope)) ? evaluate(yes, scope) : evaluate(no, scope);
}
