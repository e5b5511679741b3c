import type { RawNode } from '../parser/raw.js';
import type { Clause, Node, Target } from './nodes.js';
import { UnforeseenTree, childOf, childrenOf, oneOf, textOf } from './reading.js';
import { ComprehensionScope } from './scope.js';
import type { Walk } from './walk.js';

const KINDS = ['list', 'set', 'mapping', 'generator'] as const;

export function lowerComprehension(raw: RawNode, outer: Walk): Node {
  const scope = new ComprehensionScope(outer.scope);
  const walk: Walk = { ...outer, scope };
  const clauses = childrenOf(raw, 'clauses');
  for (const clause of clauses) declare(childOf(clause, 'target'), scope, walk);
  const lowered = clauses.map((clause): Clause => {
    const iterable = walk.lower(childOf(clause, 'iterable'), walk);
    const target = lowerTarget(childOf(clause, 'target'), scope);
    if (target.type === 'slot') scope.bind(target.name);
    return {
      target,
      iterable,
      conditions: childrenOf(clause, 'conditions').map((condition) => walk.lower(condition, walk)),
    };
  });
  const kind = oneOf(raw, 'kind', textOf(raw, 'kind'), KINDS);
  const element = childOf(raw, 'element');
  const isEntry = element.type === 'MappingEntry';
  const key = isEntry ? walk.lower(childOf(element, 'key'), walk) : null;
  const value = walk.lower(isEntry ? childOf(element, 'value') : element, walk);
  return {
    type: 'comprehension',
    start: raw.start,
    end: raw.end,
    kind,
    key,
    element: value,
    clauses: lowered,
    slots: scope.slots,
  };
}

function declare(target: RawNode, scope: ComprehensionScope, walk: Walk): void {
  if (target.type === 'Identifier') scope.declare(textOf(target, 'name'), walk.newSlot);
  else for (const element of childrenOf(target, 'elements')) declare(element, scope, walk);
}

function lowerTarget(raw: RawNode, scope: ComprehensionScope): Target {
  const place = { start: raw.start, end: raw.end };
  if (raw.type !== 'Identifier')
    return {
      type: 'targets',
      ...place,
      targets: childrenOf(raw, 'elements').map((element) => lowerTarget(element, scope)),
    };
  const name = textOf(raw, 'name');
  const slot = scope.slotOf(name);
  if (slot === undefined) throw new UnforeseenTree(raw, 'name');
  return { type: 'slot', ...place, name, slot };
}
