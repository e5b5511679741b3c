import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { FleetqError } from '../../errors.js';
import { hasCode } from '../../io/system-error.js';
import { parsedJson } from '../json-text.js';

/**
 * What a run is doing to the files, so that another process can finish or undo it.
 *
 * - `preparing`: new contents are being written next to the files, which are untouched. Undone by deleting them.
 * - `committed`: everything is on disk and is being moved into place. Finished by moving the rest.
 * - `undoing`: moving failed half-way. Finished by moving the old contents back.
 */
const Journal = z.strictObject({
  version: z.literal(1),
  state: z.enum(['preparing', 'committed', 'undoing']),
  root: z.string(),
  entries: z.array(
    z.strictObject({
      /** The file, relative to the root. */
      path: z.string(),
      /** Holds the new contents, relative to the root; null where the file is deleted. */
      staged: z.string().nullable(),
      /** Holds the old contents, relative to the root; null where the file is new. */
      kept: z.string().nullable(),
    }),
  ),
});
export type Journal = z.infer<typeof Journal>;
export type JournalEntry = Journal['entries'][number];

const NAME = 'journal.json';

/** The journal that an interrupted run left, or null. */
export function readJournal(folder: string): Journal | null {
  const path = join(folder, NAME);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
  const parsed = Journal.safeParse(parsedJson(text));
  if (parsed.success) return parsed.data;
  throw new FleetqError('disk', `an interrupted run left a journal that this version cannot read: ${path}`, [
    'look at `git status`, restore what is half done, and delete the journal',
  ]);
}

/** Writes the journal whole or not at all: it is on disk when this returns. */
export function writeJournal(folder: string, journal: Journal): void {
  const path = join(folder, NAME);
  const next = `${path}.next`;
  writeDurably(next, JSON.stringify(journal));
  renameSync(next, path);
  syncFolder(folder);
}

export function removeJournal(folder: string): void {
  rmSync(join(folder, NAME), { force: true });
  rmSync(join(folder, `${NAME}.next`), { force: true });
}

/** Writes a file that must not exist yet and waits until it is on disk. */
export function writeDurably(path: string, contents: string | Uint8Array, mode = 0o666): void {
  const file = openSync(path, path.endsWith('.next') ? 'w' : 'wx', mode);
  try {
    const bytes = typeof contents === 'string' ? new TextEncoder().encode(contents) : contents;
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes renames within a folder survive a loss of power. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function foldersOf(journal: Journal): readonly string[] {
  return [...new Set(journal.entries.map((entry) => dirname(join(journal.root, entry.path))))];
}
