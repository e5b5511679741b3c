import { type GitRecord, recordsFromGit } from './run.js';

/** What a commit holds at a path. Submodules are empty folders, as a plain checkout leaves them. */
export type CommitEntry = CommitFolder | CommitFile | CommitLink | UnreachableEntry;

export interface CommitFolder {
  readonly kind: 'folder';
  readonly entries: ReadonlyMap<string, CommitEntry>;
}

export interface CommitFile {
  readonly kind: 'file';
  /** Id of the blob with the contents. */
  readonly blob: string;
}

interface CommitLink {
  readonly kind: 'link';
  /** Id of the blob with the target. */
  readonly blob: string;
}

/** A name that is not UTF-8. On disk Node lists it with replacement characters, and finds nothing under that name. */
interface UnreachableEntry {
  readonly kind: 'unreachable';
  readonly isFolder: boolean;
}

/** A folder while the tree is being built. */
interface GrowingFolder {
  readonly kind: 'folder';
  readonly entries: Map<string, CommitEntry>;
}

const SUBMODULE_MODE = '160000';
const LINK_MODE = '120000';

/** The whole tree of a commit, from the top of the repository, by one `git ls-tree`. */
export async function lsTree(root: string, commit: string): Promise<CommitFolder> {
  return treeOf(await recordsFromGit(root, ['ls-tree', '-r', '-z', '--full-tree', commit]));
}

/** The tree of all files, each a record `<mode> SP … SP <id> TAB <path>`. */
export function treeOf(records: readonly GitRecord[]): CommitFolder {
  const folders = new Map<string, GrowingFolder>([['', { kind: 'folder', entries: new Map() }]]);
  let folder = folderAt(folders, '');
  const top = folder;
  let folderPath = '';
  for (const { text, isUtf8 } of records) {
    const start = text.indexOf('\t') + 1;
    if (!isUtf8) {
      addUnreachable(folders, text.slice(start));
      continue;
    }
    const slash = Math.max(text.lastIndexOf('/'), start - 1);
    // Files of one folder come one after another, and a large repository has many of them.
    if (slash - start !== folderPath.length || !text.startsWith(folderPath, start)) {
      folderPath = text.slice(start, Math.max(slash, start));
      folder = folderAt(folders, folderPath);
    }
    folder.entries.set(text.slice(slash + 1), parseEntry(text, start - 1));
  }
  return top;
}

/** From `<mode> SP <type> SP <id> TAB`, where the tab is at `end`. */
function parseEntry(record: string, end: number): CommitEntry {
  if (record.startsWith(SUBMODULE_MODE)) return { kind: 'folder', entries: new Map() };
  const blob = record.slice(record.lastIndexOf(' ', end) + 1, end);
  return { kind: record.startsWith(LINK_MODE) ? 'link' : 'file', blob };
}

/** The folder at a path, added with its parents where it is not there yet. */
function folderAt(folders: Map<string, GrowingFolder>, path: string): GrowingFolder {
  const known = folders.get(path);
  if (known !== undefined) return known;
  const slash = path.lastIndexOf('/');
  const folder: GrowingFolder = { kind: 'folder', entries: new Map() };
  folders.set(path, folder);
  folderAt(folders, path.slice(0, Math.max(slash, 0))).entries.set(path.slice(slash + 1), folder);
  return folder;
}

/** The first part of the path that shows a replacement character is where Node's walk of a checkout would stop. */
function addUnreachable(folders: Map<string, GrowingFolder>, path: string): void {
  const parts = path.split('/');
  const first = parts.findIndex((part) => part.includes('\ufffd'));
  const folder = folderAt(folders, parts.slice(0, first).join('/'));
  const name = parts[first] ?? path;
  // A file that really has this name can be read, so it wins.
  if (!folder.entries.has(name)) folder.entries.set(name, { kind: 'unreachable', isFolder: first < parts.length - 1 });
}
