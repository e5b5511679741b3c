import { closeSync, fsyncSync, lstatSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { FleetqError } from '../../errors.js';
import { hasCode } from '../../io/system-error.js';
import { parseJson } from '../parse-json.js';

/**
 * What a run is doing to the files, so that another process can finish or undo it.
 *
 * - `preparing`: new contents are being written next to the files, which are untouched. Undone by deleting them.
 * - `committed`: everything is on disk and is being moved into place. Finished by moving the rest.
 * - `undoing`: moving failed half-way. Finished by moving the old contents back.
 */
export interface Journal {
  readonly state: 'preparing' | 'committed' | 'undoing';
  readonly root: string;
  readonly entries: readonly JournalEntry[];
}

/** One file of a run. Paths are relative to the root. */
export interface JournalEntry {
  readonly path: string;
  /** Holds the new contents; null where the file is deleted. */
  readonly staged: string | null;
  /** Holds the old contents; null where the file is new. */
  readonly backup: string | null;
}

/** Version 1 of the file format, which calls a backup `kept`. */
const StoredJournal = z.strictObject({
  version: z.literal(1),
  state: z.enum(['preparing', 'committed', 'undoing']),
  root: z.string(),
  entries: z.array(z.strictObject({ path: z.string(), staged: z.string().nullable(), kept: z.string().nullable() })),
});

const NAME = 'journal.json';

/** The journal that an interrupted run left, or null. Throws where it is damaged, of another version, or of another user. */
export function readJournal(folder: string): Journal | null {
  const path = join(folder, NAME);
  let text: string;
  try {
    refuseForeign(path);
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
  const parsed = StoredJournal.safeParse(parseJson(text));
  if (parsed.success) {
    const { state, root, entries } = parsed.data;
    return { state, root, entries: entries.map(({ kept, ...entry }) => ({ ...entry, backup: kept })) };
  }
  throw new FleetqError('disk', `an interrupted run left a journal that this version cannot read: ${path}`, [
    'look at `git status`, restore what is half done, and delete the journal',
  ]);
}

/** What a journal says is done to files: it has to be this user's own, and nobody else's to change. */
function refuseForeign(path: string): void {
  const stats = lstatSync(path);
  const isOwn = process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o022) === 0);
  if (stats.isFile() && isOwn) return;
  throw new FleetqError('refused', `the journal ${path} is not one that your fleetq wrote, and is not followed`, [
    'look at it, and delete it',
  ]);
}

/** Writes the journal atomically: it is on disk when this returns. */
export function writeJournal(folder: string, { state, root, entries }: Journal): void {
  const stored: z.infer<typeof StoredJournal> = {
    version: 1,
    state,
    root,
    entries: entries.map(({ path, staged, backup }) => ({ path, staged, kept: backup })),
  };
  const path = join(folder, NAME);
  const next = `${path}.next`;
  // One that an interrupted run left half written is replaced.
  writeDurably(next, JSON.stringify(stored), 'w', 0o600);
  renameSync(next, path);
  fsyncFolder(folder);
}

export function removeJournal(folder: string): void {
  rmSync(join(folder, NAME), { force: true });
  rmSync(join(folder, `${NAME}.next`), { force: true });
}

/** Writes a file, which by default must not exist yet, and waits until it is on disk. */
export function writeDurably(path: string, contents: string | Uint8Array, flag: 'w' | 'wx' = 'wx', mode = 0o666): void {
  const file = openSync(path, flag, mode);
  try {
    const bytes = typeof contents === 'string' ? new TextEncoder().encode(contents) : contents;
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes renames within the folders of a journal's files survive a loss of power. */
export function fsyncFolders({ root, entries }: Journal): void {
  for (const folder of new Set(entries.map((entry) => dirname(join(root, entry.path))))) fsyncFolder(folder);
}

function fsyncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
