import { builtin, callBuiltin } from '../builtins/table.js';
import { EvaluationFault } from '../errors.js';
import { methodOf } from '../methods/table.js';
import { getStringKey } from '../runtime/collections.js';
import { type RuntimeValue, describeKind, isMapping } from '../runtime/runtime-value.js';
import type { Given } from '../signature.js';
import type { NamedArgument, Node, NodeOf } from '../tree/nodes.js';
import { type Compiler, located } from './compiler.js';
import type { Evaluate, Frame } from './frame.js';

const NO_NAMES: ReadonlyMap<string, RuntimeValue> = new Map();

function compileArguments(
  positional: readonly Node[],
  named: readonly NamedArgument[],
  { compile }: Compiler,
): (frame: Frame) => Given {
  const values = positional.map((argument) => compile(argument));
  const names = named.map((argument) => ({ name: argument.name, evaluate: compile(argument.value) }));
  return (frame) => ({
    positional: values.map((evaluate) => evaluate(frame)),
    named: names.length === 0 ? NO_NAMES : new Map(names.map(({ name, evaluate }) => [name, evaluate(frame)])),
  });
}

export function compileCall(node: NodeOf<'call'>, compiler: Compiler): Evaluate {
  const { name, keyFunction } = node;
  const called = builtin(name);
  const given = compileArguments(node.positional, node.named, compiler);
  return located(node, compiler, (frame) => {
    const { meter, today } = frame;
    meter.spend(1);
    const key =
      keyFunction === null
        ? null
        : (item: RuntimeValue): RuntimeValue =>
            callBuiltin(
              keyFunction,
              builtin(keyFunction),
              { positional: [item], named: NO_NAMES },
              { meter, today, key: null },
            );
    return callBuiltin(name, called, given(frame), { meter, today, key });
  });
}

export function compileMethod(node: NodeOf<'method'>, compiler: Compiler): Evaluate {
  const object = compiler.compile(node.object);
  const given = compileArguments(node.positional, node.named, compiler);
  const { name } = node;
  return located(node, compiler, (frame) => {
    const self = object(frame);
    frame.meter.spend(1);
    const method = methodOf(self, name);
    if (method === null) throw noMethod(self, name);
    return method(given(frame), frame.meter);
  });
}

function noMethod(self: RuntimeValue, name: string): EvaluationFault {
  if (isMapping(self) && getStringKey(self, name) !== undefined)
    return new EvaluationFault(
      'type',
      `the field \`${name}\` is called, and it is no method`,
      'remove the brackets after it',
    );
  const hint = self === null ? `where it may be missing, test it first: \`x and x.${name}()\`` : null;
  return new EvaluationFault('missing-attribute', `${describeKind(self)} has no method \`.${name}()\``, hint);
}
