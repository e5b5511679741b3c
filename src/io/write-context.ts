import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { FleetqError } from '../errors.js';
import { makeFolder } from './make-folder.js';
import { reasonOf } from './system-error.js';
import { writeBytes } from './write-bytes.js';

/** The file by which fleetq knows a context as its own. */
const MARKER = '.fleetq-context';
const MARKER_TEXT = 'fleetq build made this folder, and replaces it whole.\n';

/** A file of a context; its path is relative, with `/`. */
interface WrittenFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mode: number;
}

/**
 * Writes the context of a build: all of it or nothing. What was there before is replaced where fleetq made it.
 *
 * @throws FleetqError `refused` where something else is there, `disk` where it cannot be written
 */
export function writeContext(folder: string, files: readonly WrittenFile[]): void {
  const before = stateOf(folder);
  if (before === 'foreign')
    throw new FleetqError('refused', `${folder} is not empty, and fleetq did not make it`, [
      'name another folder with --context, or remove this one',
    ]);
  const aside = (suffix: string): string => join(dirname(folder), `.${basename(folder)}.${process.pid}.${suffix}`);
  const [fresh, old] = [aside('new'), aside('old')];
  try {
    makeFolder(dirname(folder), 0o755);
    rmSync(fresh, { recursive: true, force: true });
    writeAll(fresh, [...files, { path: MARKER, bytes: Buffer.from(MARKER_TEXT), mode: 0o644 }]);
    if (before !== 'absent') renameSync(folder, old);
    try {
      renameSync(fresh, folder);
    } catch (error) {
      if (before !== 'absent') renameSync(old, folder);
      throw error;
    }
    rmSync(old, { recursive: true, force: true });
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw new FleetqError('disk', `cannot write ${folder}: ${reasonOf(error)}`, ['what was there is as it was']);
  }
}

/** A folder for contexts that nobody asked to keep, and a function that removes it. */
export function temporaryContexts(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'fleetq-build-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function stateOf(folder: string): 'absent' | 'empty' | 'own' | 'foreign' {
  try {
    const stats = lstatSync(folder, { throwIfNoEntry: false });
    if (stats === undefined) return 'absent';
    if (!stats.isDirectory()) return 'foreign';
    if (readdirSync(folder).length === 0) return 'empty';
    const marker = lstatSync(join(folder, MARKER), { throwIfNoEntry: false });
    const isOwn = marker?.isFile() === true && marker.size === MARKER_TEXT.length;
    return isOwn && readFileSync(join(folder, MARKER), 'utf8') === MARKER_TEXT ? 'own' : 'foreign';
  } catch (error) {
    throw new FleetqError('disk', `cannot look at ${folder}: ${reasonOf(error)}`);
  }
}

/** The modes are the plan's whatever the umask says: engines copy them into the image. */
function writeAll(root: string, files: readonly WrittenFile[]): void {
  const made = new Set<string>();
  const make = (folder: string): void => {
    if (made.has(folder)) return;
    if (folder !== root) make(dirname(folder));
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    made.add(folder);
  };
  make(root);
  for (const { path, bytes, mode } of files) {
    const file = join(root, path);
    make(dirname(file));
    writeBytes(file, 'wx', 0o600, [bytes]);
    chmodSync(file, mode);
  }
}
