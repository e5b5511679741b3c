import { entriesFrom } from '../builtins/conversions.js';
import type { Meter } from '../meter.js';
import { applyBinary } from '../runtime/arithmetic.js';
import { codePointLength } from '../runtime/code-points.js';
import { itemsOf, mappingOf, setOf } from '../runtime/collections.js';
import { contains, equals, identical, isTrue, ordered } from '../runtime/comparisons.js';
import { formatValue } from '../runtime/format.js';
import { applyUnary } from '../runtime/numbers.js';
import { type RuntimeValue, Slice, Tuple } from '../runtime/runtime-value.js';
import { str } from '../runtime/str.js';
import type { ComparisonOperator, Element, Node, NodeOf, NodeType } from '../syntax-tree.js';
import { compileAttribute, compileCall, compileName, compileSubscript } from './access.js';
import { compileComprehension } from './comprehensions.js';
import { containsIn, evaluatedOnce, isConstant } from './constants.js';
import {
  type CompileContext,
  type CompileOptions,
  type Evaluate,
  type Frame,
  type Scope,
  located,
  withRange,
} from './context.js';

/** How each type of node is compiled. A type without an entry does not pass the type checker. */
type Compilers = { readonly [T in NodeType]: (node: NodeOf<T>, context: CompileContext) => Evaluate };

const COMPILERS: Compilers = {
  literal:
    ({ value }) =>
    () =>
      value,
  name: compileName,
  attribute: compileAttribute,
  subscript: compileSubscript,
  slice: compileSlice,
  call: compileCall,
  unary: compileUnary,
  binary: compileBinary,
  logical: compileLogical,
  comparison: compileComparison,
  conditional: compileConditional,
  list: (node, context) => located(node, context, compileElements(node.elements, context)),
  tuple: (node, context) => {
    const items = compileElements(node.elements, context);
    return located(node, context, (frame) => new Tuple(items(frame)));
  },
  set: (node, context) => {
    const items = compileElements(node.elements, context);
    return located(node, context, (frame) => setOf(items(frame), frame.meter));
  },
  mapping: compileMapping,
  comprehension: compileComprehension,
  formatted: compileFormatted,
};

export interface CompiledTree {
  readonly evaluate: Evaluate;
  /** How many values of comprehension names a frame holds. */
  readonly slots: number;
}

/** Wraps each part of the tree as it is compiled; used to trace a query. */
export type Observe = (node: Node, evaluate: Evaluate) => Evaluate;

/**
 * Resolves the names, functions and methods of a query, and compiles it to closures that no longer look at the tree.
 * @throws QuerySyntaxError for a name, function or method that does not exist
 */
export function compileTree(root: Node, options: CompileOptions, observe: Observe | null = null): CompiledTree {
  const { source, names, missingAsNone } = options;
  let slots = 0;
  /** @param folds whether constants are evaluated once: not when each part is traced, nor inside of another constant */
  const contextOf = (scope: Scope | null, folds: boolean): CompileContext => {
    const constant = (node: Node, anew: boolean): Evaluate | null =>
      folds && node.type !== 'literal' && node.type !== 'slice' && isConstant(node)
        ? evaluatedOnce(node, compileNode(node, contextOf(scope, false)), anew)
        : null;
    // Not a spread of the options, which would take longer than all the rest of a small query.
    const context: CompileContext = {
      source,
      names,
      missingAsNone,
      scope,
      newSlot: () => slots++,
      within: (inner) => contextOf(inner, folds),
      compile: (node) => {
        // Inside a comprehension a part has several values, which `is` can tell apart.
        const evaluate = constant(node, scope !== null) ?? compileNode(node, context);
        return observe === null ? evaluate : observe(node, evaluate);
      },
      compileConstant: (node) => constant(node, false),
    };
    return context;
  };
  return { evaluate: contextOf(null, observe === null).compile(root), slots };
}

function compileNode<T extends NodeType>(node: NodeOf<T>, context: CompileContext): Evaluate {
  const compile: (node: NodeOf<T>, context: CompileContext) => Evaluate = COMPILERS[node.type];
  return compile(node, context);
}

function compileSlice(node: NodeOf<'slice'>, { compile }: CompileContext): Evaluate {
  const bound = (part: Node | null): Evaluate => (part === null ? () => null : compile(part));
  const [lower, upper, step] = [bound(node.lower), bound(node.upper), bound(node.step)];
  return (frame) => new Slice(lower(frame), upper(frame), step(frame));
}

function compileUnary(node: NodeOf<'unary'>, context: CompileContext): Evaluate {
  const operand = context.compile(node.operand);
  const { operator } = node;
  if (operator === 'not')
    return (frame) => {
      frame.meter.spend(1);
      return !isTrue(operand(frame), frame.meter);
    };
  return located(node, context, (frame) => applyUnary(operator, operand(frame), frame.meter));
}

function compileBinary(node: NodeOf<'binary'>, context: CompileContext): Evaluate {
  const left = context.compile(node.left);
  const right = context.compile(node.right);
  const { operator } = node;
  return located(node, context, (frame) => {
    frame.meter.spend(1);
    return applyBinary(operator, left(frame), right(frame), frame.meter);
  });
}

/** Gives the operand that decided, not a boolean. */
function compileLogical(node: NodeOf<'logical'>, { compile }: CompileContext): Evaluate {
  const operands = node.operands.map(compile);
  const decides = node.operator === 'or';
  return (frame) => {
    let value: RuntimeValue = false;
    for (const operand of operands) {
      frame.meter.spend(1);
      value = operand(frame);
      if (isTrue(value, frame.meter) === decides) break;
    }
    return value;
  };
}

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

/** The same field read twice is the same object, although JavaScript cannot tell equal strings apart. */
const COMPARE_SAME_FIELD: Readonly<Partial<Record<ComparisonOperator, Compare>>> = {
  is: (left, right) => left === right || identical(left, right),
  'is not': (left, right) => left !== right && !identical(left, right),
};

/** A chain ends at the first comparison that does not hold; what stands behind it is not evaluated. */
function compileComparison(node: NodeOf<'comparison'>, context: CompileContext): Evaluate {
  const { compile, source } = context;
  const [first, ...rest] = node.operands;
  const evaluateFirst = first === undefined ? () => null : compile(first);
  const links = rest.map((right, i) => {
    const operator = node.operators[i] ?? '==';
    const left = node.operands[i] ?? right;
    const range = { start: left.start, end: right.end };
    const constant = isMembership(operator) && i === rest.length - 1 ? context.compileConstant(right) : null;
    if (constant !== null) return { compare: membership(operator, right), evaluate: constant, range };
    const compare = (isSameField(left, right, source) ? COMPARE_SAME_FIELD[operator] : undefined) ?? COMPARE[operator];
    return { compare, evaluate: compile(right), range };
  });
  return (frame) => {
    let left: RuntimeValue = evaluateFirst(frame);
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

const isMembership = (operator: ComparisonOperator): boolean => operator === 'in' || operator === 'not in';

/** `in` or `not in` a constant. */
function membership(operator: ComparisonOperator, constant: Node): Compare {
  const holds = containsIn(constant);
  return operator === 'in' ? holds : (left, right, meter) => !holds(left, right, meter);
}

const FIELDS: ReadonlySet<NodeType> = new Set<NodeType>(['name', 'attribute', 'subscript']);

function isSameField(left: Node, right: Node, source: string): boolean {
  if (!FIELDS.has(left.type) || left.type !== right.type) return false;
  return source.slice(left.start, left.end) === source.slice(right.start, right.end);
}

function compileConditional(node: NodeOf<'conditional'>, { compile }: CompileContext): Evaluate {
  const consequent = compile(node.consequent);
  const test = compile(node.test);
  const alternate = compile(node.alternate);
  return (frame) => {
    frame.meter.spend(1);
    return isTrue(test(frame), frame.meter) ? consequent(frame) : alternate(frame);
  };
}

function compileElements(elements: readonly Element[], { compile }: CompileContext): (frame: Frame) => RuntimeValue[] {
  const parts = elements.map((element) => {
    const spread = element.type === 'spread';
    return { evaluate: compile(spread ? element.value : element), spread };
  });
  return (frame) => {
    const items: RuntimeValue[] = [];
    for (const { evaluate, spread } of parts) {
      const value = evaluate(frame);
      if (!spread) items.push(value);
      else
        for (const item of itemsOf(value, frame.meter)) {
          items.push(item);
          frame.meter.collection(items.length, 8);
        }
    }
    frame.meter.spend(1 + items.length);
    return items;
  };
}

function compileMapping(node: NodeOf<'mapping'>, context: CompileContext): Evaluate {
  const entries = node.entries.map(({ key, value }) => ({
    key: key === null ? null : context.compile(key),
    value: context.compile(value),
  }));
  return located(node, context, (frame) => {
    const built: (readonly [RuntimeValue, RuntimeValue])[] = [];
    for (const { key, value } of entries) {
      if (key !== null) built.push([key(frame), value(frame)]);
      // Like simpleeval, which updates the mapping with it: pairs do as well.
      else for (const entry of entriesFrom(value(frame), frame.meter)) built.push(entry);
      frame.meter.collection(built.length, 8);
    }
    return mappingOf(built, frame.meter);
  });
}

function compileFormatted(node: NodeOf<'formatted'>, context: CompileContext): Evaluate {
  const parts = node.parts.map((part): ((frame: Frame) => string) => {
    if (part.type === 'text') return () => part.text;
    const value = context.compile(part.value);
    const spec = part.spec === null ? null : context.compile(part.spec);
    if (spec === null) return (frame) => str(value(frame), frame.meter);
    return (frame) => formatValue(value(frame), str(spec(frame), frame.meter), frame.meter);
  });
  return located(node, context, (frame) => {
    let text = '';
    let length = 0;
    for (const part of parts) {
      const piece = part(frame);
      const added = codePointLength(piece, frame.meter);
      length += added;
      frame.meter.spend(1);
      frame.meter.string(length, added);
      text += piece;
    }
    return text;
  });
}
