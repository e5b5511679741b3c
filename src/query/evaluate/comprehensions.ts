import { itemsOf } from '../runtime/collections.js';
import { isTrue } from '../runtime/comparisons.js';
import { hashKey } from '../runtime/hash.js';
import { HashedMapping, HashedSet, type RuntimeValue } from '../runtime/runtime-value.js';
import { type Clause, type NodeOf, type Target, targetNames } from '../syntax-tree.js';
import { type CompileContext, type Evaluate, type Frame, Scope, located } from './context.js';

type Loop = (frame: Frame, body: (frame: Frame) => void) => void;

export function compileComprehension(node: NodeOf<'comprehension'>, outer: CompileContext): Evaluate {
  const scope = new Scope(outer.scope, targetNames(node.clauses), outer.newSlot);
  const context = outer.within(scope);
  // The element is written first, but its names are known only after the clauses.
  const clauses = node.clauses.map((clause) => compileClause(clause, scope, context));
  const key = node.key === null ? null : context.compile(node.key);
  const element = context.compile(node.element);
  const loop = clauses.reduceRight<Loop>(
    (inner, clause) => clause(inner),
    (frame, body) => body(frame),
  );
  const { slots } = scope;
  return located(node, outer, (frame) => {
    const saved = slots.map((slot) => frame.slots[slot]);
    for (const slot of slots) frame.slots[slot] = undefined;
    const result = key === null ? collect(node.kind, element, loop, frame) : collectMapping(key, element, loop, frame);
    slots.forEach((slot, i) => (frame.slots[slot] = saved[i]));
    return result;
  });
}

function collect(
  kind: NodeOf<'comprehension'>['kind'],
  element: Evaluate,
  loop: Loop,
  frame: Frame,
): HashedSet | RuntimeValue[] {
  if (kind === 'set') {
    const set = new HashedSet();
    loop(frame, () => {
      const item = element(frame);
      set.add(hashKey(item, frame.meter), item);
    });
    return set;
  }
  const list: RuntimeValue[] = [];
  loop(frame, () => list.push(element(frame)));
  return list;
}

function collectMapping(key: Evaluate, value: Evaluate, loop: Loop, frame: Frame): HashedMapping {
  const mapping = new HashedMapping();
  loop(frame, () => {
    // simpleeval assigns `result[key] = value`, for which Python evaluates the value first.
    const item = value(frame);
    const name = key(frame);
    mapping.set(hashKey(name, frame.meter), name, item);
  });
  return mapping;
}

function compileClause(clause: Clause, scope: Scope, context: CompileContext): (inner: Loop) => Loop {
  const { target, iterable, conditions } = clause;
  const items = located(iterable, context, context.compile(iterable));
  const assign = compileTarget(target, scope);
  // A target of several names leaves a name without a value where the item is too short.
  if (target.type === 'name') scope.bind(target.name);
  const tests = conditions.map((condition) => context.compile(condition));
  return (inner) => (frame, body) => {
    for (const item of itemsOf(items(frame), frame.meter)) {
      frame.meter.comprehensionItem();
      frame.meter.spend(1);
      assign(frame, item);
      if (tests.every((test) => isTrue(test(frame), frame.meter))) inner(frame, body);
    }
  };
}

/** Several targets share the items of a value as `zip` does: a difference in length is no error. */
function compileTarget(target: Target, scope: Scope): (frame: Frame, value: RuntimeValue) => void {
  if (target.type === 'name') {
    const slot = scope.slotOf(target.name);
    return (frame, value) => {
      if (slot !== undefined) frame.slots[slot] = value;
    };
  }
  const parts = target.targets.map((part) => compileTarget(part, scope));
  return (frame, value) => {
    let i = 0;
    for (const item of itemsOf(value, frame.meter)) {
      frame.meter.spend(1);
      const assign = parts[i];
      if (assign === undefined) break;
      assign(frame, item);
      i += 1;
    }
  };
}
