import { evaluate, itemsOf } from './expressions.js';
import { defineFunction } from './functions.js';
import { type PythonNode, BY_HAND, childrenOf } from './python-tree.js';
import { type Scope, bindImport } from './scope.js';
import { UnreadableHooks } from './steps.js';
import { type PythonValue, NONE, isTrue, str } from './values.js';

/** Runs statements in their order. Returns what they return, or null where they end without. */
export function runStatements(statements: readonly PythonNode[], scope: Scope): PythonValue | null {
  for (const statement of statements) {
    scope.reading.spend(statement);
    const run = Object.hasOwn(STATEMENTS, statement.name) ? STATEMENTS[statement.name] : undefined;
    if (run === undefined) throw notRead(statement, scope);
    const returned = scope.reading.nested(statement, () => run(statement, scope));
    if (returned !== null) return returned;
  }
  return null;
}

/** The statements of a body, which begins with its colon. */
export function statementsIn(body: PythonNode): readonly PythonNode[] {
  return childrenOf(body).filter(({ name }) => name !== ':');
}

const STATEMENTS: Readonly<Record<string, (node: PythonNode, scope: Scope) => PythonValue | null>> = {
  StatementGroup: (node, scope) =>
    runStatements(
      childrenOf(node).filter(({ name }) => name !== ';'),
      scope,
    ),
  PassStatement: () => null,
  ImportStatement(node, scope) {
    bindImport(scope, node);
    return null;
  },
  ExpressionStatement(node, scope) {
    const [expression] = childrenOf(node);
    const constant = expression === undefined || ['String', 'ContinuedString', 'Ellipsis'].includes(expression.name);
    // In a module, a call may change what the hooks read; in a hook it comes to nothing, or is refused.
    if (!constant && scope.isModule) throw notRead(node, scope);
    if (!constant) evaluate(expression, scope);
    return null;
  },
  AssignStatement(node, scope) {
    const { targets, value } = assignmentOf(node, scope);
    if (value === null) return null;
    const read = scope.isModule ? orUnknown(value, scope) : evaluate(value, scope);
    for (const target of targets) scope.assign(target, read);
    return null;
  },
  UpdateStatement(node, scope) {
    const [target, operator, value] = childrenOf(node);
    const { source } = scope.reading;
    if (target?.name !== 'VariableName' || value === undefined || operator === undefined) throw notRead(node, scope);
    const [before, more] = [evaluate(target, scope), evaluate(value, scope)];
    // A list would change in place, for whoever else knows it.
    if (source.textOf(operator) !== '+=' || before.type !== 'str' || more.type !== 'str') throw notRead(node, scope);
    scope.reading.spend(node, before.text.length + more.text.length);
    scope.assign(source.textOf(target), str(before.text + more.text));
    return null;
  },
  IfStatement: runIf,
  ForStatement: runFor,
  ReturnStatement(node, scope) {
    const [, ...values] = childrenOf(node);
    const [value, more] = values;
    if (more !== undefined || scope.isModule) throw notRead(node, scope);
    return value === undefined ? NONE : evaluate(value, scope);
  },
  FunctionDefinition(node, scope) {
    if (!scope.isModule) throw notRead(node, scope);
    const defined = defineFunction(node, scope);
    scope.assign(defined.name, defined);
    return null;
  },
  DecoratedStatement(node, scope) {
    const name = node.getChild('FunctionDefinition')?.getChild('VariableName');
    if (!scope.isModule || name === null || name === undefined) throw notRead(node, scope);
    const refusal = scope.reading.source.refusal(
      name,
      'a decorator may make anything of it',
      'leave the decorator out',
    );
    scope.assign(scope.reading.source.textOf(name), { type: 'unknown', refusal });
    return null;
  },
};

/** `a = b = value`, with or without a type. The value is null where there is only a type. */
function assignmentOf(
  node: PythonNode,
  scope: Scope,
): { readonly targets: readonly string[]; readonly value: PythonNode | null } {
  const children = childrenOf(node).filter(({ name }) => name !== 'TypeDef');
  const value = children.at(-1);
  const targets = children.filter((_, index) => index % 2 === 0 && index < children.length - 1);
  const operators = children.filter((_, index) => index % 2 === 1);
  if (children.length === 1 && value?.name === 'VariableName') return { targets: [], value: null };
  const simple = targets.every(({ name }) => name === 'VariableName') && children.length % 2 === 1;
  if (value === undefined || !simple || operators.some(({ name }) => name !== 'AssignOp')) throw notRead(node, scope);
  return { targets: targets.map((target) => scope.reading.source.textOf(target)), value };
}

/** A value of the module that nobody may need. */
function orUnknown(node: PythonNode, scope: Scope): PythonValue {
  try {
    return evaluate(node, scope);
  } catch (error) {
    if (!(error instanceof UnreadableHooks)) throw error;
    const refusal = error;
    // Whatever it is given may be changed by it.
    node.cursor().iterate(({ name, from, to }) => {
      const text = name === 'VariableName' ? scope.reading.source.text.slice(from, to) : '';
      if (scope.find(text)?.type === 'list') scope.assign(text, { type: 'unknown', refusal });
    });
    return { type: 'unknown', refusal };
  }
}

function runIf(node: PythonNode, scope: Scope): PythonValue | null {
  const parts = childrenOf(node);
  for (let at = 0; at < parts.length;) {
    const [word, condition, body] = parts.slice(at, at + 3);
    if (word?.name === 'else' && condition?.name === 'Body') return runStatements(statementsIn(condition), scope);
    if (condition === undefined || body?.name !== 'Body') throw notRead(node, scope);
    if (isTrue(evaluate(condition, scope))) return runStatements(statementsIn(body), scope);
    at += 3;
  }
  return null;
}

/** A loop over what is known. */
function runFor(node: PythonNode, scope: Scope): PythonValue | null {
  const [word, target, within, values, body, more] = childrenOf(node);
  if (word?.name !== 'for' || target?.name !== 'VariableName' || within?.name !== 'in' || values === undefined)
    throw notRead(node, scope);
  if (body?.name !== 'Body' || more !== undefined) throw notRead(node, scope);
  for (const item of itemsOf(values, evaluate(values, scope), scope)) {
    scope.assign(scope.reading.source.textOf(target), item);
    const returned = runStatements(statementsIn(body), scope);
    if (returned !== null) return returned;
  }
  return null;
}

/** The first line of a statement is enough to find it. */
function notRead(node: PythonNode, scope: Scope): UnreadableHooks {
  const { source } = scope.reading;
  const [first = ''] = source.textOf(node).split('\n');
  return source.refusal(node, `\`${first.trim().slice(0, 60)}\` is not read without running it`, BY_HAND);
}
