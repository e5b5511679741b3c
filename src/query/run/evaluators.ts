import { EvaluationFault } from '../errors.js';
import { applyBinary } from '../runtime/arithmetic.js';
import { codePointLength } from '../runtime/code-points.js';
import { entriesOf, itemsOf, mappingOf, setOf } from '../runtime/collections.js';
import { isTrue } from '../runtime/comparisons.js';
import { formatValue } from '../runtime/format.js';
import { applyUnary } from '../runtime/numbers.js';
import { type RuntimeValue, Slice, Tuple, describeKind, isMapping } from '../runtime/runtime-value.js';
import { str } from '../runtime/str.js';
import type { Element, Node, NodeOf, NodeType } from '../tree/nodes.js';
import { compileCall, compileMethod } from './calls.js';
import { compileComparison } from './comparisons.js';
import { type Compiler, located } from './compiler.js';
import { compileComprehension } from './comprehensions.js';
import { compileAttribute, compileName, compileSubscript, compileVariable } from './fields.js';
import type { Evaluate, Frame } from './frame.js';

/** How each kind of node is compiled. A kind without an entry does not pass the type checker. */
type Compilers = { readonly [T in NodeType]: (node: NodeOf<T>, compiler: Compiler) => Evaluate };

const COMPILERS: Compilers = {
  literal:
    ({ value }) =>
    () =>
      value,
  name: compileName,
  variable: compileVariable,
  attribute: compileAttribute,
  subscript: compileSubscript,
  slice: compileSlice,
  call: compileCall,
  method: compileMethod,
  unary: compileUnary,
  binary: compileBinary,
  logical: compileLogical,
  comparison: compileComparison,
  conditional: compileConditional,
  list: (node, compiler) => located(node, compiler, elements(node.elements, compiler)),
  tuple: (node, compiler) => {
    const items = elements(node.elements, compiler);
    return located(node, compiler, (frame) => new Tuple(items(frame)));
  },
  set: (node, compiler) => {
    const items = elements(node.elements, compiler);
    return located(node, compiler, (frame) => setOf(items(frame)));
  },
  mapping: compileMapping,
  comprehension: compileComprehension,
  formatted: compileFormatted,
};

/** Looks at each evaluation of a part of the tree; used to explain a query. */
export type Observe = (node: Node, evaluate: Evaluate) => Evaluate;

/** Compiles a tree to functions that need no look at it any more. */
export function compileTree(root: Node, options: Omit<Compiler, 'compile'>, observe: Observe | null = null): Evaluate {
  const compiler: Compiler = {
    ...options,
    compile: (node) => {
      const evaluate = compileNode(node, compiler);
      return observe === null ? evaluate : observe(node, evaluate);
    },
  };
  return compiler.compile(root);
}

function compileNode<T extends NodeType>(node: NodeOf<T>, compiler: Compiler): Evaluate {
  const compile: (node: NodeOf<T>, compiler: Compiler) => Evaluate = COMPILERS[node.type];
  return compile(node, compiler);
}

function compileSlice(node: NodeOf<'slice'>, { compile }: Compiler): Evaluate {
  const [lower, upper, step] = [node.lower, node.upper, node.step].map((bound) =>
    bound === null ? () => null : compile(bound),
  );
  return (frame) => new Slice(lower?.(frame) ?? null, upper?.(frame) ?? null, step?.(frame) ?? null);
}

function compileUnary(node: NodeOf<'unary'>, compiler: Compiler): Evaluate {
  const operand = compiler.compile(node.operand);
  if (node.operator === 'not') return (frame) => !isTrue(operand(frame));
  const { operator } = node;
  return located(node, compiler, (frame) => applyUnary(operator, operand(frame), frame.meter));
}

function compileBinary(node: NodeOf<'binary'>, compiler: Compiler): Evaluate {
  const left = compiler.compile(node.left);
  const right = compiler.compile(node.right);
  const { operator } = node;
  return located(node, compiler, (frame) => {
    frame.meter.spend(1);
    return applyBinary(operator, left(frame), right(frame), frame.meter);
  });
}

/** Gives the operand that decided, not a boolean. */
function compileLogical(node: NodeOf<'logical'>, { compile }: Compiler): Evaluate {
  const operands = node.operands.map((operand) => compile(operand));
  const decides = node.operator === 'or';
  return (frame) => {
    let value: RuntimeValue = false;
    for (const operand of operands) {
      value = operand(frame);
      if (isTrue(value) === decides) break;
    }
    return value;
  };
}

function compileConditional(node: NodeOf<'conditional'>, { compile }: Compiler): Evaluate {
  const test = compile(node.test);
  const consequent = compile(node.consequent);
  const alternate = compile(node.alternate);
  return (frame) => (isTrue(test(frame)) ? consequent(frame) : alternate(frame));
}

function elements(list: readonly Element[], { compile }: Compiler): (frame: Frame) => RuntimeValue[] {
  const parts = list.map(({ value, spread }) => ({ evaluate: compile(value), spread }));
  return (frame) => {
    const items: RuntimeValue[] = [];
    for (const { evaluate, spread } of parts) {
      const value = evaluate(frame);
      if (!spread) items.push(value);
      else
        for (const item of itemsOf(value)) {
          items.push(item);
          frame.meter.collection(items.length);
        }
    }
    frame.meter.spend(1 + items.length);
    return items;
  };
}

function compileMapping(node: NodeOf<'mapping'>, compiler: Compiler): Evaluate {
  const entries = node.entries.map(({ key, value }) => ({
    key: key === null ? null : compiler.compile(key),
    value: compiler.compile(value),
  }));
  return located(node, compiler, (frame) => {
    const built: (readonly [RuntimeValue, RuntimeValue])[] = [];
    for (const { key, value } of entries) {
      if (key !== null) built.push([key(frame), value(frame)]);
      else built.push(...spreadEntries(value(frame)));
      frame.meter.collection(built.length);
      frame.meter.spend(1);
    }
    return mappingOf(built);
  });
}

function spreadEntries(value: RuntimeValue): readonly (readonly [RuntimeValue, RuntimeValue])[] {
  if (isMapping(value)) return entriesOf(value);
  throw new EvaluationFault('type', `\`**\` unpacks a mapping, not ${describeKind(value)}`);
}

function compileFormatted(node: NodeOf<'formatted'>, compiler: Compiler): Evaluate {
  const parts = node.parts.map((part): ((frame: Frame) => string) => {
    if (typeof part === 'string') return () => part;
    const value = compiler.compile(part.value);
    const spec = part.spec === null ? null : compiler.compile(part.spec);
    return (frame) => {
      const shown = value(frame);
      return spec === null ? str(shown, frame.meter) : formatValue(shown, str(spec(frame), frame.meter), frame.meter);
    };
  });
  return located(node, compiler, (frame) => {
    let text = '';
    let length = 0;
    for (const part of parts) {
      const piece = part(frame);
      length += codePointLength(piece);
      frame.meter.string(length);
      text += piece;
    }
    return text;
  });
}
