import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Script } from 'node:vm';

/**
 * Loads a CommonJS bundle, from the compiled code that the build left beside it where this Node takes it. Compiling
 * takes longer than most answers. Compiled code is machine code in all but name, so it is never read from anywhere
 * else, such as a cache folder that a variable or a checkout may name.
 */
export function loadBundle(path: string): object {
  return runBundle(path, readIfThere(compiledName(path))).exports;
}

/** The file with a bundle's compiled code. The bundle's own name holds a hash of its contents; V8 refuses code of another version. */
export function compiledName(path: string): string {
  return `${dirname(path)}/${basename(path, '.cjs')}-${process.version}-${process.arch}.code`;
}

/** Runs a bundle: a function like the one that Node's loader puts round a module. It may require Node's modules only. */
export function runBundle(
  path: string,
  compiled: Buffer | undefined,
): { readonly exports: object; readonly script: Script } {
  const { Script } = process.getBuiltinModule('node:vm');
  // The build writes ASCII alone, and as Latin-1 it is read several times as fast as UTF-8.
  const source = readFileSync(path, 'latin1');
  const script = new Script(source, { filename: path, ...(compiled === undefined ? {} : { cachedData: compiled }) });
  const run: unknown = script.runInThisContext();
  if (!isModuleFunction(run)) throw new Error(`${path} cannot be loaded`);
  const module = { exports: {} };
  run(module.exports, builtinModule, module, path, dirname(path));
  return { exports: module.exports, script };
}

type ModuleFunction = (
  exports: object,
  require: (name: string) => unknown,
  module: { exports: object },
  filename: string,
  dirname: string,
) => void;

function isModuleFunction(value: unknown): value is ModuleFunction {
  return typeof value === 'function';
}

function builtinModule(name: string): unknown {
  const found: unknown = process.getBuiltinModule(name);
  if (found === undefined) throw new Error(`${name} is not a module of Node's own`);
  return found;
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
