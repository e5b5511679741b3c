import type { Meter } from '../meter.js';
import { contains, equals, identical, ordered } from '../runtime/comparisons.js';
import type { RuntimeValue } from '../runtime/runtime-value.js';
import type { ComparisonOperator, Node, NodeOf } from '../tree/nodes.js';
import { type Compiler, withRange } from './compiler.js';
import type { Evaluate } from './frame.js';

type Compare = (left: RuntimeValue, right: RuntimeValue, meter: Meter) => boolean;

const COMPARE: Readonly<Record<ComparisonOperator, Compare>> = {
  '==': equals,
  '!=': (left, right, meter) => !equals(left, right, meter),
  '<': (left, right, meter) => ordered('<', left, right, meter),
  '<=': (left, right, meter) => ordered('<=', left, right, meter),
  '>': (left, right, meter) => ordered('>', left, right, meter),
  '>=': (left, right, meter) => ordered('>=', left, right, meter),
  in: (left, right, meter) => contains(right, left, meter),
  'not in': (left, right, meter) => !contains(right, left, meter),
  is: identical,
  'is not': (left, right) => !identical(left, right),
};

/** The same field read twice is the same value, also where JavaScript cannot tell one string from another. */
const SAME_FIELD: Readonly<Partial<Record<ComparisonOperator, Compare>>> = {
  is: (left, right) => left === right || identical(left, right),
  'is not': (left, right) => left !== right && !identical(left, right),
};

/** A chain ends at the first comparison that does not hold; what stands behind it is not evaluated. */
export function compileComparison(node: NodeOf<'comparison'>, { compile, source }: Compiler): Evaluate {
  const [first, ...rest] = node.operands.map((operand) => ({ evaluate: compile(operand), node: operand }));
  const links = rest.map(({ evaluate, node: right }, i) => {
    const operator = node.operators[i] ?? '==';
    const left = node.operands[i] ?? right;
    const compare = (sameField(left, right, source) ? SAME_FIELD[operator] : undefined) ?? COMPARE[operator];
    return { compare, evaluate, range: { start: left.start, end: right.end } };
  });
  return (frame) => {
    let left = first === undefined ? null : first.evaluate(frame);
    for (const { compare, evaluate, range } of links) {
      const right = evaluate(frame);
      frame.meter.spend(1);
      try {
        if (!compare(left, right, frame.meter)) return false;
      } catch (error) {
        throw withRange(error, range, source);
      }
      left = right;
    }
    return true;
  };
}

const FIELDS: ReadonlySet<Node['type']> = new Set<Node['type']>(['name', 'variable', 'attribute', 'subscript']);

function sameField(left: Node, right: Node, source: string): boolean {
  return (
    FIELDS.has(left.type) &&
    left.type === right.type &&
    source.slice(left.start, left.end) === source.slice(right.start, right.end)
  );
}
