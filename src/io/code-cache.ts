import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Script } from 'node:vm';
import { CODE_FOLDER, cacheFolder } from './cache-folder.js';
import { readTwice, writeTwice } from './checksummed-file.js';

/** A part of fleetq that has been loaded. */
export interface LoadedPart {
  readonly exports: object;
  /** Keeps the compiled code for the next run. To be called when the work is done: by then it holds what was really used. */
  remember(): void;
}

/**
 * Loads a CommonJS part. Compiling it takes longer than most answers, so compiled code is used where there is any: what
 * the build left beside the part, for the Node that built it, or what an earlier run kept in the user's cache folder.
 * There Node keeps it by itself from version 22 on, and this file the same way before.
 */
export function loadPart(root: string, part: string): LoadedPart {
  const path = join(root, part);
  const name = codeName(path);
  const usesCache = !process.argv.includes('--no-cache');
  const folder = usesCache ? join(cacheFolder(process.env), CODE_FOLDER) : null;
  // First what was kept: it is there only where the engine did not take the build's.
  const kept = folder === null ? undefined : readOwn(join(folder, name));
  const code = kept ?? readIfThere(join(dirname(path), name));
  if (code === undefined && (folder === null || nodeKeeps(folder)))
    return {
      exports: objectFrom(process.getBuiltinModule('node:module').createRequire(path)(path)),
      remember: () => undefined,
    };
  const { exports, script } = runCompiled(path, code);
  const isGood = code !== undefined && script.cachedDataRejected !== true;
  return { exports, remember: () => isGood || folder === null || keep(join(folder, name), script) };
}

/** What compiled code of a part is called. The part's own name holds a hash of its contents; the engine itself refuses code of another version. */
export function codeName(path: string): string {
  return `${basename(path, '.cjs')}-${process.version}-${process.arch}.code`;
}

/** Runs a part as Node's own loader would, from compiled code where the engine takes it. */
export function runCompiled(
  path: string,
  code: Buffer | undefined,
): { readonly exports: object; readonly script: Script } {
  const { Script } = process.getBuiltinModule('node:vm');
  const source = `(function (exports, require, __filename, __dirname) {${readFileSync(path, 'utf8')}\n})`;
  const script = new Script(source, { filename: path, ...(code === undefined ? {} : { cachedData: code }) });
  const run: unknown = script.runInThisContext();
  if (!isModuleFunction(run)) throw new Error(`${path} cannot be loaded`);
  const exports = {};
  run(exports, requireOf(path, exports), path, dirname(path));
  return { exports, script };
}

type ModuleFunction = (exports: object, require: (name: string) => unknown, filename: string, dirname: string) => void;

/** `require` for a part. Node's own, which takes a while to come up, waits until another part is asked for. */
function requireOf(path: string, exports: object): (name: string) => unknown {
  let require: NodeJS.Require | undefined;
  return (name) => {
    const loaded: unknown = name.startsWith('node:')
      ? process.getBuiltinModule(name)
      : (require ??= nodeRequire(path, exports))(name);
    return loaded;
  };
}

function nodeRequire(path: string, exports: object): NodeJS.Require {
  const { createRequire, Module } = process.getBuiltinModule('node:module');
  const require = createRequire(path);
  const part = new Module(path);
  part.filename = path;
  part.exports = exports;
  part.loaded = true;
  // The parts that are loaded later ask for this one, and must not get another.
  require.cache[path] = part;
  return require;
}

function isModuleFunction(value: unknown): value is ModuleFunction {
  return typeof value === 'function';
}

/** Asks Node to keep compiled code, and says whether it does. */
function nodeKeeps(folder: string): boolean {
  const nodeModule = process.getBuiltinModule('node:module');
  if (!('enableCompileCache' in nodeModule) || typeof nodeModule.enableCompileCache !== 'function') return false;
  Reflect.apply(nodeModule.enableCompileCache, nodeModule, [folder]);
  return true;
}

function keep(path: string, script: Script): void {
  try {
    writeTwice(path, [script.createCachedData()]);
  } catch {
    // A cache that cannot be written costs time, nothing else.
  }
}

/** Code that the build put beside the part: as good as the part itself. */
function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Code that only this user can have put there, and that is whole, for the engine would run damaged code; undefined for any other. */
function readOwn(path: string): Buffer | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    if (process.getuid !== undefined && (stats.uid !== process.getuid() || (stats.mode & 0o022) !== 0))
      return undefined;
    return readTwice(path) ?? undefined;
  } catch {
    return undefined;
  }
}

function objectFrom(exports: unknown): object {
  return typeof exports === 'object' && exports !== null ? exports : {};
}
