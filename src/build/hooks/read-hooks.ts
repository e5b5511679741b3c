import { scopeOfCall } from './functions.js';
import { type PythonNode, PythonSource, BY_HAND, MAX_MODULE_BYTES, childrenOf } from './python-tree.js';
import { Reading, Scope } from './scope.js';
import { runStatements, statementsIn } from './statements.js';
import { type Hooks, type Step, UnreadableHooks } from './steps.js';
import { type PythonFunction, type PythonValue, NONE } from './values.js';
import type { CallArguments } from './container.js';

/**
 * Reads a `build_customization.py` without running it: what its hooks would do to their containers.
 *
 * @param called whether the build calls the hooks; those that it does not call may do whatever they do
 * @throws UnreadableHooks for a module of which that cannot be told exactly
 */
export function readHooks(bytes: Uint8Array, called = true): Hooks {
  const source = new PythonSource(decoded(bytes));
  const reading = new Reading(source, callFunction);
  runStatements(childrenOf(source.root), new Scope(reading, null));
  return {
    mainFile: mainFileIn(reading),
    pre: called ? stepsOf('pre_connector_install', reading) : [],
    post: called ? stepsOf('post_connector_install', reading) : [],
    defined: HOOKS.filter((name) => reading.globals.has(name)),
  };
}

const HOOKS = ['pre_connector_install', 'post_connector_install'] as const;

/** Python reads UTF-8, drops the mark at its beginning, and ends lines with `\n` whatever they end with. */
function decoded(bytes: Uint8Array): string {
  if (bytes.length > MAX_MODULE_BYTES)
    throw new UnreadableHooks(1, `has ${bytes.length} bytes; at most ${MAX_MODULE_BYTES} are read`, BY_HAND);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableHooks(1, 'is not UTF-8', 'save it as UTF-8');
  }
  if (text.includes('\0')) throw new UnreadableHooks(1, 'holds a NUL character', 'leave it out');
  return text.replace(/\r\n?/g, '\n');
}

function mainFileIn({ globals, source }: Reading): string | null {
  const value = globals.get('MAIN_FILE_NAME');
  if (value === undefined) return null;
  if (value.type === 'unknown')
    throw new UnreadableHooks(value.refusal.line, `MAIN_FILE_NAME: ${value.refusal.message}`, value.refusal.advice);
  if (value.type !== 'str') throw source.refusal(source.root, 'MAIN_FILE_NAME is not a text', 'write a file name');
  return value.text;
}

function stepsOf(name: (typeof HOOKS)[number], reading: Reading): readonly Step[] {
  const hook = reading.globals.get(name);
  if (hook === undefined) return [];
  if (hook.type === 'unknown')
    throw new UnreadableHooks(hook.refusal.line, `\`${name}\`: ${hook.refusal.message}`, hook.refusal.advice);
  const { source } = reading;
  if (hook.type !== 'function')
    throw source.refusal(source.root, `\`${name}\` is no function`, `write async def ${name}(container)`);
  if (!hook.async) throw source.refusal(hook.node, `\`${name}\` must be \`async def\``, `write async def ${name}(…)`);
  const container: PythonValue = { type: 'container', steps: [] };
  const result = callFunction(reading, hook, { positional: [container], named: new Map() }, hook.node);
  if (result.type !== 'container')
    throw source.refusal(hook.node, `\`${name}\` does not return a container`, 'return the container at its end');
  return result.steps;
}

function callFunction(reading: Reading, callee: PythonFunction, args: CallArguments, at: PythonNode): PythonValue {
  return reading.nested(at, () => {
    const scope = scopeOfCall(reading, callee, args, at);
    return runStatements(statementsIn(callee.body), scope) ?? NONE;
  });
}
