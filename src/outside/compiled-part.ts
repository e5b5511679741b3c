import type { Script } from 'node:vm';
import { cacheFolder } from './cache-folder.js';

/** A part of fleetq that has been loaded. */
export interface LoadedPart {
  readonly exports: object;
  /** Keeps the compiled code for the next run. To be called when the work is done: by then it holds what was really used. */
  remember(): void;
}

// Asked for by name, not imported: an import of `node:fs` loads all that it exports, and Node's streams with it.
const fs = process.getBuiltinModule('node:fs');
const nodeModule = process.getBuiltinModule('node:module');
const paths = process.getBuiltinModule('node:path');

/**
 * Loads a CommonJS part. Compiling it takes longer than most answers, so the compiled code is kept in the user's cache
 * folder: by Node itself from version 22 on, and the same way by this file before.
 */
export function loadPart(url: URL): LoadedPart {
  const require = nodeModule.createRequire(url);
  const path = process.getBuiltinModule('node:url').fileURLToPath(url);
  if (process.argv.includes('--no-cache')) return { exports: objectFrom(require(path)), remember: () => undefined };
  const folder = paths.join(cacheFolder(process.env), 'code');
  if ('enableCompileCache' in nodeModule && typeof nodeModule.enableCompileCache === 'function') {
    Reflect.apply(nodeModule.enableCompileCache, nodeModule, [folder]);
    return { exports: objectFrom(require(path)), remember: () => undefined };
  }
  return loadCompiled(path, require, folder);
}

function loadCompiled(path: string, require: NodeJS.Require, folder: string): LoadedPart {
  const { Script } = process.getBuiltinModule('node:vm');
  // The name of the part holds a hash of its contents; the engine itself refuses code of another version.
  const kept = paths.join(folder, `${paths.basename(path, '.cjs')}-${process.version}-${process.arch}.code`);
  const cachedData = readOwn(kept);
  const source = `(function (exports, require, module, __filename, __dirname) {${fs.readFileSync(path, 'utf8')}\n})`;
  const script = new Script(source, { filename: path, ...(cachedData === undefined ? {} : { cachedData }) });
  const run: unknown = script.runInThisContext();
  if (!isModuleFunction(run)) throw new Error(`${path} cannot be loaded`);
  const part = new nodeModule.Module(path);
  part.filename = path;
  // The parts that are loaded later ask for this one, and must not get another.
  require.cache[path] = part;
  run(objectFrom(part.exports), require, part, path, paths.dirname(path));
  part.loaded = true;
  const good = cachedData !== undefined && script.cachedDataRejected !== true;
  return { exports: objectFrom(part.exports), remember: () => good || keep(kept, script) };
}

type ModuleFunction = (exports: object, require: NodeJS.Require, module: NodeJS.Module, filename: string, dirname: string) => void;

function isModuleFunction(value: unknown): value is ModuleFunction {
  return typeof value === 'function';
}

function keep(path: string, script: Script): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const code = script.createCachedData();
    fs.mkdirSync(paths.dirname(path), { recursive: true, mode: 0o700 });
    fs.writeFileSync(temporary, Buffer.concat([code, code]), { mode: 0o600 });
    fs.renameSync(temporary, path);
  } catch {
    // A cache that cannot be written costs time, nothing else.
    removeIfThere(temporary);
  }
}

function removeIfThere(path: string): void {
  try {
    fs.rmSync(path, { force: true });
  } catch {
    // Where it cannot be removed, it could not be written.
  }
}

/**
 * Code that only this user can have put there, and that is whole; undefined for any other. The engine would run damaged
 * code, so it lies in the file twice: comparing the halves is the quickest check there is.
 */
function readOwn(path: string): Buffer | undefined {
  try {
    const { uid, mode } = fs.statSync(path);
    if (process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o022) !== 0)) return undefined;
    const bytes = fs.readFileSync(path);
    const half = bytes.length / 2;
    const code = bytes.subarray(0, half);
    return Number.isInteger(half) && code.equals(bytes.subarray(half)) ? code : undefined;
  } catch {
    return undefined;
  }
}

function objectFrom(exports: unknown): object {
  return typeof exports === 'object' && exports !== null ? exports : {};
}
