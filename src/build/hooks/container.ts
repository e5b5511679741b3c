import { type PythonNode, type PythonSource, BY_HAND } from './python-tree.js';
import type { Step } from './steps.js';
import type { PythonValue } from './values.js';

/** The arguments of a call. */
export interface CallArguments {
  readonly positional: readonly PythonValue[];
  readonly named: ReadonlyMap<string, PythonValue>;
}

/** A call of a method of `dagger.Container`. */
interface Call {
  readonly source: PythonSource;
  readonly node: PythonNode;
  readonly line: number;
  readonly method: string;
  readonly args: CallArguments;
}

/** The allow-list of what a hook may do to its container: each method with its step. */
const METHODS: Readonly<Record<string, (call: Call) => Step>> = {
  with_exec(call) {
    const {
      args,
      use_entrypoint: use,
      skip_entrypoint: skip,
    } = bind(call, ['args'], ['use_entrypoint', 'skip_entrypoint']);
    const words = textsIn(call, args);
    if (words.length === 0) throw wrong(call, 'with_exec has no command', 'name the program to run');
    if (use !== undefined && skip !== undefined)
      throw wrong(call, 'with_exec names both use_entrypoint and skip_entrypoint', 'leave one of them out');
    const useEntrypoint = use !== undefined ? truth(call, use) : skip !== undefined ? !truth(call, skip) : null;
    return { kind: 'exec', args: words, useEntrypoint, line: call.line };
  },
  with_env_variable(call) {
    const { name, value } = bind(call, ['name', 'value']);
    return { kind: 'environment', name: text(call, name), value: text(call, value), line: call.line };
  },
  with_new_file(call) {
    const { path, contents, permissions } = bind(call, ['path', 'contents'], ['permissions']);
    return {
      kind: 'file',
      path: text(call, path),
      contents: text(call, contents),
      mode: permissions === undefined ? 0o644 : mode(call, permissions),
      line: call.line,
    };
  },
  with_user(call) {
    return { kind: 'user', user: text(call, bind(call, ['name']).name), line: call.line };
  },
  with_workdir(call) {
    return { kind: 'folder', path: text(call, bind(call, ['path']).path), line: call.line };
  },
};

/** The step that a call of a container's method is. */
export function stepOf(source: PythonSource, node: PythonNode, method: string, args: CallArguments): Step {
  const call = { source, node, method, args, line: source.lineAt(methodOffset(node)) };
  const read = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  if (read === undefined)
    throw source.refusal(lastName(node), `\`.${method}()\` is no method that is read without running it`, BY_HAND);
  return read(call);
}

/** In a chain of many lines, a call begins where the chain does: its name says where it stands. */
function methodOffset(node: PythonNode): number {
  return lastName(node).from;
}

function lastName(call: PythonNode): PythonNode {
  return call.firstChild?.getChild('PropertyName') ?? call;
}

type Bound = Readonly<Record<string, PythonValue | undefined>>;

/** Arguments by their names. Those that are needed may be given in their order, the others only by name. */
function bind(call: Call, needed: readonly string[], optional: readonly string[] = []): Bound {
  const { positional, named } = call.args;
  if (positional.length > needed.length)
    throw wrong(call, `${call.method} is given more arguments than it takes`, `it takes ${needed.join(', ')}`);
  const bound = new Map<string, PythonValue>();
  positional.forEach((value, index) => bound.set(needed[index] ?? '', value));
  for (const [name, value] of named) {
    if (bound.has(name)) throw wrong(call, `${call.method} is given \`${name}\` twice`, 'leave one of them out');
    if (!needed.includes(name) && !optional.includes(name))
      throw wrong(call, `the argument \`${name}\` of ${call.method} has no counterpart in a Containerfile`, BY_HAND);
    bound.set(name, value);
  }
  const missing = needed.find((name) => !bound.has(name));
  if (missing !== undefined) throw wrong(call, `${call.method} lacks \`${missing}\``, `it takes ${needed.join(', ')}`);
  return Object.fromEntries(bound);
}

function text(call: Call, value: PythonValue | undefined): string {
  if (value?.type === 'unknown') throw value.refusal;
  if (value?.type !== 'str') throw wrong(call, `${call.method} takes texts`, 'write a text in quotes');
  if (value.text.includes('\0')) throw wrong(call, 'a text holds a NUL character', 'leave it out');
  return value.text;
}

function textsIn(call: Call, value: PythonValue | undefined): readonly string[] {
  if (value?.type === 'unknown') throw value.refusal;
  if (value?.type !== 'list') throw wrong(call, `${call.method} takes a list of texts`, 'write the words in brackets');
  return value.items.map((item) => text(call, item));
}

function truth(call: Call, value: PythonValue): boolean {
  if (value.type === 'unknown') throw value.refusal;
  if (value.type !== 'bool') throw wrong(call, `${call.method} takes True or False there`, 'write one of them');
  return value.truth;
}

function mode(call: Call, value: PythonValue): number {
  if (value.type === 'unknown') throw value.refusal;
  if (value.type !== 'int' || value.number > 0o777)
    throw wrong(call, 'permissions are a number up to 0o777', 'write them as 0o644');
  return value.number;
}

function wrong({ source, node }: Call, message: string, advice: string): Error {
  return source.refusal(lastName(node), message, advice);
}
