import type { RawNode } from '../parser/raw.js';
import type { NamedArgument, Node } from './nodes.js';
import { childOf, childrenOf, textOf } from './reading.js';
import { type Walk, attributeName, place } from './walk.js';

/** Functions that take another function after `key=`. */
const TAKES_KEY: ReadonlySet<string> = new Set(['sorted', 'min', 'max']);

/** `function(…)` or `value.method(…)`: nothing else can be called. */
export function lowerCall(raw: RawNode, walk: Walk): Node {
  const callee = childOf(raw, 'callee');
  if (callee.type === 'Identifier') return lowerFunctionCall(raw, callee, walk);
  if (callee.type === 'MemberExpression' && callee.computed === false) return lowerMethodCall(raw, callee, walk);
  walk.refusals.refuse(
    'not-available',
    'only functions and methods can be called',
    'remove the brackets after this value',
    callee,
  );
}

function lowerFunctionCall(raw: RawNode, callee: RawNode, walk: Walk): Node {
  const name = textOf(callee, 'name');
  if (!walk.vocabulary.functions.has(name))
    walk.refusals.unknownFunction(name, walk.vocabulary.functions, walk.names, callee);
  const { positional, keywords } = divide(raw);
  const key = TAKES_KEY.has(name) ? keywords.find((argument) => isFunctionKey(argument, walk)) : undefined;
  return {
    type: 'call',
    ...place(raw),
    name,
    positional: positional.map((argument) => walk.lower(argument, walk)),
    named: keywords.filter((argument) => argument !== key).map((argument) => lowerNamed(argument, walk)),
    keyFunction: key === undefined ? null : textOf(childOf(key, 'value'), 'name'),
  };
}

function isFunctionKey(argument: RawNode, walk: Walk): boolean {
  const value = childOf(argument, 'value');
  return (
    textOf(argument, 'name') === 'key' &&
    value.type === 'Identifier' &&
    walk.vocabulary.functions.has(textOf(value, 'name'))
  );
}

function lowerMethodCall(raw: RawNode, callee: RawNode, walk: Walk): Node {
  const property = childOf(callee, 'property');
  const name = attributeName(property, walk);
  if (!walk.vocabulary.methods.has(name)) walk.refusals.unknownMethod(name, walk.vocabulary.methods, property);
  const { positional, keywords } = divide(raw);
  return {
    type: 'method',
    ...place(raw),
    object: walk.lower(childOf(callee, 'object'), walk),
    name,
    positional: positional.map((argument) => walk.lower(argument, walk)),
    named: keywords.map((argument) => lowerNamed(argument, walk)),
  };
}

function divide(raw: RawNode): { readonly positional: readonly RawNode[]; readonly keywords: readonly RawNode[] } {
  const given = childrenOf(raw, 'arguments');
  return {
    positional: given.filter((argument) => argument.type !== 'KeywordArgument'),
    keywords: given.filter((argument) => argument.type === 'KeywordArgument'),
  };
}

function lowerNamed(argument: RawNode, walk: Walk): NamedArgument {
  return { ...place(argument), name: textOf(argument, 'name'), value: walk.lower(childOf(argument, 'value'), walk) };
}
