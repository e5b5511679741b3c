import { lstatSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { FleetqError } from '../../errors.js';
import { type Journal, type JournalEntry, readJournal, removeJournal } from './journal.js';

/** What became of an interrupted run. */
export type Recovery = 'nothing-to-do' | 'finished' | 'undone';

/** Finishes or undoes what an interrupted run left of a fleet. The caller holds the lock. */
export function recover(folder: string, root: string): Recovery {
  const journal = readJournal(folder);
  if (journal !== null && !staysInside(journal, root)) throw leadsOutside(root, folder);
  const recovery = journal === null ? 'nothing-to-do' : settle(journal, folder);
  if (journal !== null) removeTemporaryFiles(journal);
  // Without a journal there may still be one that was never completed.
  removeJournal(folder);
  return recovery;
}

function settle(journal: Journal, folder: string): Recovery {
  switch (journal.state) {
    case 'preparing':
      return 'undone';
    case 'committed': {
      const changed = changedSince(journal);
      if (changed.length > 0) throw changedMeanwhile(changed, folder);
      rollForward(journal);
      return 'finished';
    }
    case 'undoing':
      rollBack(journal);
      return 'undone';
  }
}

/** A journal is followed only within the fleet that it is asked for, and never through a link. */
function staysInside(journal: Journal, root: string): boolean {
  const top = realpathSync(root);
  if (!exists(journal.root) || realpathSync(journal.root) !== top) return false;
  const paths = journal.entries.flatMap(({ path, staged, backup }) => [path, staged ?? path, backup ?? path]);
  return paths.every((path) => {
    if (isAbsolute(path) || path.split(/[/\\]/).includes('..')) return false;
    const folder = dirname(join(top, path));
    return !exists(folder) || realpathSync(folder) === folder;
  });
}

function leadsOutside(root: string, folder: string): FleetqError {
  return new FleetqError(
    'refused',
    `the journal in ${folder} names files that are not in ${root}, and is not followed`,
    [`look at it, and delete ${folder}`],
  );
}

function changedMeanwhile(paths: readonly string[], folder: string): FleetqError {
  return new FleetqError(
    'refused',
    `an interrupted migration cannot be finished, because somebody changed ${paths.join(', ')} since`,
    ['look at `git status`, restore what is half done', `then delete ${folder}`],
  );
}

/** Moves the new contents into place. Idempotent. */
export function rollForward({ root, entries }: Journal): void {
  for (const { path, staged } of entries) {
    if (staged === null) rmSync(join(root, path), { force: true });
    else if (exists(join(root, staged))) renameSync(join(root, staged), join(root, path));
  }
}

/** Moves the old contents back into place. Idempotent. */
export function rollBack({ root, entries }: Journal): void {
  for (const { path, backup } of entries) {
    if (backup === null) rmSync(join(root, path), { force: true });
    else if (exists(join(root, backup))) renameSync(join(root, backup), join(root, path));
  }
}

/** Deletes staged files and backups; what they held is in place or no longer wanted. */
export function removeTemporaryFiles({ root, entries }: Journal): void {
  for (const { staged, backup } of entries) {
    for (const path of [staged, backup]) if (path !== null) rmSync(join(root, path), { force: true });
  }
}

/** Files that hold neither their old nor their new contents any more: somebody has changed them since. */
function changedSince({ root, entries }: Journal): readonly string[] {
  return entries.filter((entry) => isChanged(root, entry)).map((entry) => entry.path);
}

function isChanged(root: string, { path, staged, backup }: JournalEntry): boolean {
  const now = bytesOf(join(root, path));
  const before = backup === null ? null : bytesOf(join(root, backup));
  // A staged file that is gone has been moved into place: its contents are what the file held then.
  if (staged !== null && !exists(join(root, staged))) return false;
  return now === null ? staged !== null && backup !== null : before === null || !now.equals(before);
}

function bytesOf(path: string): Buffer | null {
  return exists(path) ? readFileSync(path) : null;
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
