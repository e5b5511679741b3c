import { join } from 'node:path';
import { readMetadata } from '../../metadata/read.js';
import type { FileTree } from '../file-tree.js';
import type { MetadataSource } from '../metadata-source.js';
import { workTree } from '../work-tree.js';
import { fingerprintOf, UNSETTLED, type Fingerprint } from './fingerprint.js';
import type { RememberedFile, RememberedFolder, RememberedSearch, Snapshot } from './snapshot.js';

/** A work tree that looks only at what may have changed since a snapshot was taken of it. */
export interface RememberingTree {
  readonly tree: FileTree;
  readonly metadata: MetadataSource;
  /** The snapshot of what this run has seen, or null where the old one says all of it. */
  newSnapshot(): Snapshot | null;
}

/** Answers from the snapshot wherever fingerprints say that nothing has changed, and from the disk everywhere else. */
export function rememberingTree(root: string, old: Snapshot): RememberingTree {
  const folders = new Map<string, RememberedFolder>();
  const searches = new Map<string, RememberedSearch>();
  const files = new Map<string, RememberedFile>();
  const prints = new Map<string, Fingerprint>();
  let changed = false;

  const fingerprint = (path: string): Fingerprint => {
    const known = prints.get(path);
    if (known !== undefined) return known;
    const print = fingerprintOf(join(root, path));
    prints.set(path, print);
    return print;
  };
  const unchanged = (path: string, print: Fingerprint): boolean => print !== UNSETTLED && fingerprint(path) === print;

  const listed: string[] = [];
  const disk = workTree(root, (folder) => {
    // Before the listing is read, so that a change in between shows as one.
    fingerprint(folder);
    listed.push(folder);
  });

  const tree: FileTree = {
    ...disk,
    async find(globs, ignore) {
      const key = JSON.stringify([globs, ignore]);
      const known = old.searches.get(key);
      if (known?.folders.every(([path, print]) => unchanged(path, print))) {
        searches.set(key, known);
        return known.found;
      }
      changed = true;
      const before = listed.length;
      const found = await disk.find(globs, ignore);
      const looked = [...new Set(listed.slice(before))];
      searches.set(key, { folders: looked.map((path) => [path, fingerprint(path)]), found });
      return found;
    },
    async entries(folder) {
      const known = old.folders.get(folder);
      if (known !== undefined && unchanged(folder, known.fingerprint)) {
        folders.set(folder, known);
        return new Set(known.names);
      }
      changed = true;
      const print = fingerprint(folder);
      const names = await disk.entries(folder);
      folders.set(folder, { fingerprint: print, names: [...names] });
      return names;
    },
  };

  const metadata: MetadataSource = async (path) => {
    const known = old.files.get(path);
    if (known !== undefined && unchanged(path, known.fingerprint)) {
      files.set(path, known);
      return { ok: true, document: known.document, warnings: known.warnings };
    }
    changed = true;
    const print = fingerprint(path);
    const bytes = await disk.read(path);
    const blob = await blobId(bytes);
    // The same bytes under new times: a checkout, a touch, or a file that had only just been written.
    if (known?.blob === blob) {
      files.set(path, { ...known, fingerprint: print });
      return { ok: true, document: known.document, warnings: known.warnings };
    }
    const result = await readMetadata(bytes);
    if (result.ok) files.set(path, { fingerprint: print, blob, document: result.document, warnings: result.warnings });
    return result;
  };

  return { tree, metadata, newSnapshot: () => (changed && files.size > 0 ? { folders, searches, files } : null) };
}

/** The id that git gives to these bytes. Node's cryptography takes longer to load than a fleet's snapshot to read. */
async function blobId(bytes: Uint8Array): Promise<string> {
  const { createHash } = await import('node:crypto');
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
