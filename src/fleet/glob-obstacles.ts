import fastGlob from 'fast-glob';
import picomatch from 'picomatch';

/** What a search of a fleet found. */
export interface Found {
  /** Paths of files, and of what stands in their place (links, FIFOs, folders), in code unit order. */
  readonly paths: readonly string[];
  /** Folders that would be searched, and cannot be; in code unit order. */
  readonly blocked: readonly BlockedFolder[];
}

interface BlockedFolder {
  readonly folder: string;
  /** Goes on from the folder's path: `is a symbolic link`. */
  readonly reason: string;
}

/** Where a symbolic link leads: `outside` of the root, or `nowhere` where it is dangling or a loop. */
export type LinkTarget = 'file' | 'folder' | 'outside' | 'nowhere';

interface Entry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

const isMatch = (glob: string): ((text: string) => boolean) => picomatch(glob, { dot: true });

/**
 * What a search meets that is neither a regular file nor a folder that it may enter. The library passes over it in
 * silence, but what may be a connector has to be named. Paths are relative to the root.
 */
export class Obstacles {
  readonly #links: string[] = [];
  readonly #specials: string[] = [];
  readonly #folders: string[] = [];
  readonly #denied = new Map<string, string>();
  readonly #isFileName: (name: string) => boolean;

  /** @param globs of files */
  constructor(globs: readonly string[]) {
    const names = globs.map((glob) => glob.slice(glob.lastIndexOf('/') + 1)).filter(isNameSaid);
    this.#isFileName = names.length === 0 ? () => false : picomatch(names, { dot: true });
  }

  /** Takes note of what a folder holds. */
  note(folder: string, entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (entry.isFile()) continue;
      const isFolder = entry.isDirectory();
      if (isFolder && !entry.name.includes('\ufffd') && !this.#isFileName(entry.name)) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (isFolder) this.#folders.push(path);
      else (entry.isSymbolicLink() ? this.#links : this.#specials).push(path);
    }
  }

  /** Takes note of a folder that cannot be listed. */
  deny(folder: string, reason: string): void {
    this.#denied.set(folder, reason);
  }

  /** Adds what may be part of the fleet to the files that were found. */
  async addTo(
    paths: Iterable<string>,
    globs: readonly string[],
    ignore: readonly string[],
    { targetOf, holds }: Lookup,
  ): Promise<Found> {
    const others = [...this.#specials, ...this.#folders];
    if (this.#links.length === 0 && others.length === 0 && this.#denied.size === 0)
      return { paths: [...paths].sort(), blocked: [] };
    const patterns = patternsOf(globs, ignore);
    const isIgnored = picomatch([...ignore, ...globs.filter(isNegative).map((glob) => glob.slice(1))], { dot: true });
    const found = new Set(paths);
    const blocked = new Map(this.#denied);
    for (const path of others) if (patterns.some((pattern) => pattern.isFile(path))) found.add(path);
    for (const folder of this.#folders) {
      const isOnTheWay = patterns.some((pattern) => pattern.leadsThrough(folder) !== 'no');
      if (folder.includes('\ufffd') && isOnTheWay && !(await holds(folder, '.')))
        blocked.set(folder, 'has a name that is not UTF-8, and cannot be opened');
    }
    for (const link of this.#links) {
      const target = await targetOf(link);
      const isFile = target === 'file' || target === 'outside';
      if (patterns.some((pattern) => pattern.isFile(link) || (isFile && pattern.isAnyFile(link)))) found.add(link);
      for (const pattern of patterns) {
        if (pattern.leadsThrough(link) === 'by-name' && (await hidesFiles(link, target, pattern, holds)))
          blocked.set(link, 'is a symbolic link to a folder, and is not searched');
      }
    }
    return {
      paths: [...found].filter((path) => !isIgnored(path)).sort(),
      blocked: [...blocked]
        .map(([folder, reason]) => ({ folder, reason }))
        .filter(({ folder }) => !isIgnored(folder) && !isIgnored(`${folder}/x`))
        .sort((a, b) => (a.folder < b.folder ? -1 : 1)),
    };
  }
}

/** Looks at what a search met. Paths are relative to the root. */
export interface Lookup {
  readonly targetOf: (link: string) => Promise<LinkTarget>;
  /** Whether there is anything of a name in a folder; `.` asks for the folder itself. */
  readonly holds: (folder: string, name: string) => Promise<boolean>;
}

interface Pattern {
  /** The name that its files have, where it is one. */
  readonly fileName: string | null;
  /** Whether files below this folder could match: because its names do, or only by `**`. */
  readonly leadsThrough: (folder: string) => 'by-name' | 'by-globstar' | 'no';
  /** Whether the path is one of a file, and the pattern says what files are called: `*` and `**` do not. */
  readonly isFile: (path: string) => boolean;
  /** Whether the path is one of a file, whatever files are called. */
  readonly isAnyFile: (path: string) => boolean;
}

function patternsOf(globs: readonly string[], ignore: readonly string[]): readonly Pattern[] {
  // The library's own reading of the globs: without `./`, and with braces around slashes written out.
  const tasks = fastGlob.generateTasks([...globs], { ignore: [...ignore], dot: true });
  return [...new Set(tasks.flatMap(({ positive }) => positive))].map(patternOf);
}

function patternOf(glob: string): Pattern {
  const parts = glob.split('/');
  const name = parts.at(-1) ?? '';
  const matchers = parts.slice(0, -1).map((part) => (part === '**' ? null : isMatch(part)));
  const matchesFile = isMatch(glob);
  return {
    fileName: /^[\w.-]+$/.test(name) ? name : null,
    leadsThrough(folder) {
      for (const [index, part] of folder.split('/').entries()) {
        const matches = matchers[index];
        if (matches === null) return 'by-globstar';
        if (!matches?.(part)) return 'no';
      }
      return 'by-name';
    },
    isFile: (path) => isNameSaid(name) && matchesFile(path),
    isAnyFile: matchesFile,
  };
}

/** Whether a link stands for a folder that files of the pattern would lie in. */
async function hidesFiles(
  link: string,
  target: LinkTarget,
  { fileName, leadsThrough }: Pattern,
  holds: Lookup['holds'],
): Promise<boolean> {
  switch (target) {
    case 'outside':
      return true;
    case 'folder':
      // Whether a folder is a connector's can be told where the next name is that of its file.
      return fileName === null || leadsThrough(`${link}/x`) !== 'no' || holds(link, fileName);
    case 'file':
    case 'nowhere':
      return false;
  }
}

const isNameSaid = (name: string): boolean => !/^\**$/.test(name);

const isNegative = (glob: string): boolean => glob.startsWith('!') && !glob.startsWith('!(');
