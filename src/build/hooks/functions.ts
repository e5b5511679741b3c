import type { CallArguments } from './container.js';
import { evaluate } from './expressions.js';
import { type PythonNode, BY_HAND, childrenOf, splitAt } from './python-tree.js';
import { type Reading, Scope } from './scope.js';
import type { Parameter, PythonFunction } from './values.js';

/** A `def` as a value. */
export function defineFunction(node: PythonNode, scope: Scope): PythonFunction {
  const { source } = scope.reading;
  const [name, list, body] = ['VariableName', 'ParamList', 'Body'].map((part) => node.getChild(part));
  if (!name || !list || !body) throw source.notRead(node);
  return {
    type: 'function',
    name: source.textOf(name),
    async: node.getChild('async') !== null,
    parameters: splitAt(childrenOf(list).slice(1, -1), ',').map((words) => parameter(words, node, scope)),
    body,
    node,
  };
}

function parameter(words: readonly PythonNode[], node: PythonNode, scope: Scope): Parameter {
  const { source } = scope.reading;
  const [name, assign, value, more] = words.filter((word) => word.name !== 'TypeDef');
  if (name?.name !== 'VariableName' || more !== undefined)
    throw source.refusal(node, 'parameters with `*` or `/` are not read', BY_HAND);
  if (assign === undefined) return { name: source.textOf(name), fallback: null };
  if (assign.name !== 'AssignOp' || value === undefined) throw source.notRead(node);
  return { name: source.textOf(name), fallback: evaluate(value, scope) };
}

/** The scope of a call: its parameters, each with its value. */
export function scopeOfCall(reading: Reading, callee: PythonFunction, args: CallArguments, at: PythonNode): Scope {
  const { source } = reading;
  const locals = new Set([...callee.parameters.map(({ name }) => name), ...assignedIn(callee.body, reading)]);
  const scope = new Scope(reading, locals);
  const wrong = (): Error =>
    source.refusal(at, `\`${callee.name}\` is given other arguments than it takes`, 'give each of them once');
  if (args.positional.length > callee.parameters.length) throw wrong();
  callee.parameters.forEach(({ name, fallback }, index) => {
    const positional = args.positional[index];
    const named = args.named.get(name);
    const value = positional ?? named ?? fallback;
    if (value === null || (positional !== undefined && named !== undefined)) throw wrong();
    scope.assign(name, value);
  });
  for (const name of args.named.keys()) if (!callee.parameters.some((known) => known.name === name)) throw wrong();
  return scope;
}

/** Every name that a function assigns anywhere: Python takes these for its own throughout. */
function assignedIn(body: PythonNode, reading: Reading): readonly string[] {
  const names: string[] = [];
  body.cursor().iterate(({ name, node }) => {
    reading.spend(node);
    switch (name) {
      case 'ScopeStatement':
      case 'YieldStatement':
      case 'YieldExpression':
        throw reading.source.notRead(node);
      case 'AssignStatement':
      case 'UpdateStatement':
      case 'ForStatement':
      case 'ImportStatement':
      case 'NamedExpression':
        names.push(...targetsOf(node).map((target) => reading.source.textOf(target)));
    }
  });
  return names;
}

/** The names that a statement assigns, which stand before what it assigns. */
function targetsOf(statement: PythonNode): readonly PythonNode[] {
  const children = childrenOf(statement);
  const end = children.map(({ name }) => ['AssignOp', 'UpdateOp', 'in'].includes(name)).lastIndexOf(true);
  return children.slice(0, end === -1 ? undefined : end).filter(({ name }) => name === 'VariableName');
}
