import { lstatSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal, JournalEntry } from './journal.js';

/** Moves everything into place. Safe to repeat: what is already in place stays there. */
export function moveIntoPlace({ root, entries }: Journal): void {
  for (const { path, staged } of entries) {
    if (staged === null) rmSync(join(root, path), { force: true });
    else if (exists(join(root, staged))) renameSync(join(root, staged), join(root, path));
  }
}

/** Moves the old contents back. Safe to repeat. */
export function moveBack({ root, entries }: Journal): void {
  for (const { path, kept } of entries) {
    if (kept === null) rmSync(join(root, path), { force: true });
    else if (exists(join(root, kept))) renameSync(join(root, kept), join(root, path));
  }
}

/** Deletes the files beside the files; what they held is in place or no longer wanted. */
export function removeHelpers({ root, entries }: Journal): void {
  for (const { staged, kept } of entries) {
    for (const helper of [staged, kept]) if (helper !== null) rmSync(join(root, helper), { force: true });
  }
}

/** Files that hold neither their old nor their new contents any more: somebody has been at them since. */
export function touchedSince({ root, entries }: Journal): readonly string[] {
  return entries.filter((entry) => isTouched(root, entry)).map((entry) => entry.path);
}

function isTouched(root: string, { path, staged, kept }: JournalEntry): boolean {
  const now = bytesOf(join(root, path));
  const before = kept === null ? null : bytesOf(join(root, kept));
  // A staged file that is gone has been moved into place: its contents are what the file held then.
  if (staged !== null && !exists(join(root, staged))) return false;
  return now === null ? staged !== null && kept !== null : before === null || !now.equals(before);
}

function bytesOf(path: string): Buffer | null {
  return exists(path) ? readFileSync(path) : null;
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
