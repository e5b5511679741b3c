import { itemsOf } from '../runtime/collections.js';
import { isTrue } from '../runtime/comparisons.js';
import { hashKey } from '../runtime/hash.js';
import { HashedMapping, HashedSet, type RuntimeValue } from '../runtime/runtime-value.js';
import type { Clause, NodeOf, Target } from '../tree/nodes.js';
import { type Compiler, located } from './compiler.js';
import type { Evaluate, Frame } from './frame.js';

type Assign = (frame: Frame, value: RuntimeValue) => void;
type Loop = (frame: Frame, body: (frame: Frame) => void) => void;

export function compileComprehension(node: NodeOf<'comprehension'>, compiler: Compiler): Evaluate {
  const loop = node.clauses.reduceRight<Loop>(
    (inner, clause) => compileClause(clause, inner, compiler),
    (frame, body) => body(frame),
  );
  const element = compiler.compile(node.element);
  const key = node.key === null ? null : compiler.compile(node.key);
  const { slots } = node;
  return located(node, compiler, (frame) => {
    const outer = slots.map((slot) => frame.slots[slot]);
    for (const slot of slots) frame.slots[slot] = undefined;
    const result = key === null ? collect(node.kind, element, loop, frame) : collectMapping(key, element, loop, frame);
    slots.forEach((slot, i) => (frame.slots[slot] = outer[i]));
    return result;
  });
}

function collect(
  kind: 'list' | 'set' | 'mapping' | 'generator',
  element: Evaluate,
  loop: Loop,
  frame: Frame,
): RuntimeValue {
  if (kind === 'set') {
    const set = new HashedSet();
    loop(frame, () => {
      const item = element(frame);
      set.add(hashKey(item), item);
    });
    return set;
  }
  const list: RuntimeValue[] = [];
  loop(frame, () => list.push(element(frame)));
  return list;
}

function collectMapping(key: Evaluate, value: Evaluate, loop: Loop, frame: Frame): RuntimeValue {
  const mapping = new HashedMapping();
  loop(frame, () => {
    // simpleeval assigns `result[key] = value`, for which Python evaluates the value first.
    const item = value(frame);
    const name = key(frame);
    mapping.set(hashKey(name), name, item);
  });
  return mapping;
}

function compileClause({ target, iterable, conditions }: Clause, inner: Loop, compiler: Compiler): Loop {
  const items = compiler.compile(iterable);
  const assign = compileTarget(target);
  const tests = conditions.map((condition) => compiler.compile(condition));
  const source = located(iterable, compiler, items);
  return (frame, body) => {
    for (const item of itemsOf(source(frame))) {
      frame.meter.comprehensionItem();
      frame.meter.spend(1);
      assign(frame, item);
      if (tests.every((test) => isTrue(test(frame)))) inner(frame, body);
    }
  };
}

/** Several targets share the items of a value as `zip` does: what is too much or too little is left aside. */
function compileTarget(target: Target): Assign {
  if (target.type === 'slot') {
    const { slot } = target;
    return (frame, value) => {
      frame.slots[slot] = value;
    };
  }
  const parts = target.targets.map(compileTarget);
  return (frame, value) => {
    let i = 0;
    for (const item of itemsOf(value)) {
      const assign = parts[i];
      if (assign === undefined) break;
      assign(frame, item);
      i += 1;
    }
  };
}
