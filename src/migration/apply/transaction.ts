import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, lstatSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { FleetqError } from '../../errors.js';
import { FleetReader } from '../../io/fleet-reader.js';
import { UnreadableFileError } from '../../io/unreadable-file.js';
import type { FileEdit } from '../files.js';
import { diskError } from './disk-error.js';
import { type Journal, type JournalEntry, fsyncFolders, removeJournal, writeDurably, writeJournal } from './journal.js';
import { removeTemporaryFiles, rollBack, rollForward } from './recover.js';

/**
 * Applies all edits or none. The caller holds the lock.
 *
 * New contents are written beside the files first, which is where disks fill up; only then is everything moved into
 * place, at once. A process that dies in between leaves a journal, which `recover` finishes or undoes.
 */
export function applyAll(root: string, edits: readonly FileEdit[], folder: string): void {
  if (edits.length === 0) return;
  refuseChanged(root, edits);
  const run = randomBytes(6).toString('hex');
  const entries = edits.map((edit, index) => entryFor(edit, `${run}-${index}`));
  const journal = (state: Journal['state']): Journal => ({ state, root, entries });
  try {
    writeJournal(folder, journal('preparing'));
    edits.forEach((edit, index) => prepare(root, edit, entries[index]));
    fsyncFolders(journal('preparing'));
    writeJournal(folder, journal('committed'));
  } catch (error) {
    cleanUp(folder, journal('preparing'));
    throw diskError('nothing was changed, because the new contents could not be written', error);
  }
  try {
    rollForward(journal('committed'));
    fsyncFolders(journal('committed'));
  } catch (error) {
    writeJournal(folder, journal('undoing'));
    rollBack(journal('undoing'));
    cleanUp(folder, journal('undoing'));
    throw diskError('everything was put back, because a file could not be replaced', error);
  }
  cleanUp(folder, journal('committed'));
}

function cleanUp(folder: string, journal: Journal): void {
  removeTemporaryFiles(journal);
  removeJournal(folder);
}

/** Temporary files stand beside their file: only within one file system is a rename atomic. */
function entryFor({ path, before, after }: FileEdit, run: string): JournalEntry {
  const temporary = (ending: string): string => posix.join(posix.dirname(path), `.fleetq-${run}.${ending}`);
  return { path, staged: after === null ? null : temporary('new'), backup: before === null ? null : temporary('old') };
}

/** The backup is a copy and not a link: an editor may write into the file itself at any time. */
function prepare(root: string, { path, before, after }: FileEdit, entry: JournalEntry | undefined): void {
  const old = lstatSync(join(root, path), { throwIfNoEntry: false });
  const owner = old ?? lstatSync(dirname(join(root, path)));
  for (const [temporary, contents] of [
    [entry?.backup ?? null, before],
    [entry?.staged ?? null, after],
  ] as const) {
    if (temporary === null || contents === null) continue;
    writeDurably(join(root, temporary), contents);
    // Only the superuser can, and only his files would get another owner.
    if (process.getuid?.() === 0) chownSync(join(root, temporary), owner.uid, owner.gid);
    if (old !== undefined) chmodSync(join(root, temporary), old.mode & 0o7777);
  }
}

/** Between planning and writing an editor may have saved. */
function refuseChanged(root: string, edits: readonly FileEdit[]): void {
  const reader = new FleetReader(root);
  for (const { path, before } of edits) {
    const file = join(root, path);
    const now = contentsOf(reader, path);
    const same = now === null || before === null ? now === before : now?.equals(before);
    if (same !== true)
      throw new FleetqError('refused', `nothing was changed, because ${path} changed while the migration was planned`, [
        'run it again',
      ]);
    if (lstatSync(dirname(file), { throwIfNoEntry: false }) === undefined)
      throw new FleetqError('disk', `nothing was changed, because the folder of ${path} is gone`);
  }
}

/** Null where there is no such file; undefined where there is one that cannot be read. */
function contentsOf(reader: FleetReader, path: string): Buffer | null | undefined {
  try {
    return reader.read(path).bytes;
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    return error.code === 'absent' ? null : undefined;
  }
}
