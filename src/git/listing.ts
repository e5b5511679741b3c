import { recordsOf } from './records.js';
import { runGit } from './run.js';

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

export interface CommitLink {
  readonly kind: 'link';
  /** Id of the blob with the target. */
  readonly blob: string;
}

/** A name that is not UTF-8. On disk Node lists it with replacement characters, and finds nothing under that name. */
export interface UnreachableEntry {
  readonly kind: 'unreachable';
  readonly isFolder: boolean;
}

interface OpenFolder {
  readonly kind: 'folder';
  readonly entries: Map<string, CommitEntry>;
}

const SUBMODULE = '160000';
const LINK = '120000';

/** The whole tree of a commit, from the top of the repository, by one `git ls-tree`. */
export async function listCommit(root: string, commit: string): Promise<CommitFolder> {
  const { stdout } = await runGit(root, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  return folderFrom(stdout);
}

/** Builds the tree from the output of `git ls-tree -r -z`. */
export function folderFrom(output: Buffer): CommitFolder {
  const folders = new Map<string, OpenFolder>([['', { kind: 'folder', entries: new Map() }]]);
  let folder = openFolder(folders, '');
  const top = folder;
  let folderPath = '';
  for (const { text, faithful } of recordsOf(output)) {
    const start = text.indexOf('\t') + 1;
    if (!faithful) {
      addUnreachable(folders, text.slice(start));
      continue;
    }
    const slash = Math.max(text.lastIndexOf('/'), start - 1);
    // Files of one folder come one after another, and a large repository has many of them.
    if (slash - start !== folderPath.length || !text.startsWith(folderPath, start)) {
      folderPath = text.slice(start, Math.max(slash, start));
      folder = openFolder(folders, folderPath);
    }
    folder.entries.set(text.slice(slash + 1), entryOf(text, start - 1));
  }
  return top;
}

/** From `<mode> SP <type> SP <id> TAB`, where the tab is at `end`. */
function entryOf(record: string, end: number): CommitEntry {
  if (record.startsWith(SUBMODULE)) return { kind: 'folder', entries: new Map() };
  return { kind: record.startsWith(LINK) ? 'link' : 'file', blob: record.slice(record.lastIndexOf(' ', end) + 1, end) };
}

function openFolder(folders: Map<string, OpenFolder>, path: string): OpenFolder {
  const known = folders.get(path);
  if (known !== undefined) return known;
  const slash = path.lastIndexOf('/');
  const folder: OpenFolder = { kind: 'folder', entries: new Map() };
  folders.set(path, folder);
  openFolder(folders, path.slice(0, Math.max(slash, 0))).entries.set(path.slice(slash + 1), folder);
  return folder;
}

/** The first part of the path that shows a replacement character is where Node's walk of a checkout would stop. */
function addUnreachable(folders: Map<string, OpenFolder>, path: string): void {
  const parts = path.split('/');
  const at = parts.findIndex((part) => part.includes('\ufffd'));
  const folder = openFolder(folders, parts.slice(0, at).join('/'));
  const name = parts[at] ?? path;
  // A file that really has this name can be read, so it wins.
  if (!folder.entries.has(name)) folder.entries.set(name, { kind: 'unreachable', isFolder: at < parts.length - 1 });
}
