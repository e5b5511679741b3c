import { lstatSync, readdirSync, type Dirent, type Stats } from 'node:fs';
import { inFolder } from './in-folder.js';

type Segment = string | RegExp;
type OnListing = (folder: string) => void;

/**
 * Paths that meet globs of plain names and `*`, which is all that most layouts need: a walk that enters no folder without
 * need, and no library to load. Null for globs that say more. The paths are those that the library would give.
 *
 * @param onListing is told of each folder whose entries decided something, before it is looked at; that a path which was
 * found is still there is left to whoever looks at the path itself
 */
export function findPlainly(
  root: string,
  globs: readonly string[],
  ignore: readonly string[],
  onListing: OnListing,
): readonly string[] | null {
  const patterns = globs.map(plainSegments);
  const ignored = ignore.map(ignoredName);
  const found = new Set<string>();
  for (const pattern of patterns) {
    if (pattern === null || ignored.includes(null)) return null;
    const walk = new Walk(root, (name) => ignored.some((expression) => expression?.test(name)), onListing);
    const base = pattern.findIndex((segment) => typeof segment !== 'string');
    const start = base === -1 ? pattern.length - 1 : base;
    for (const path of walk.below(pattern.slice(0, start).join('/'), pattern.slice(start))) found.add(path);
  }
  return [...found].sort();
}

class Walk {
  constructor(
    private readonly root: string,
    private readonly isIgnored: (name: string) => boolean,
    private readonly onListing: OnListing,
  ) {}

  /** Links below the first wildcard are not followed, as the library would not. */
  *below(folder: string, [segment, ...rest]: readonly Segment[]): Generator<string> {
    if (segment === undefined || folder.split('/').some(this.isIgnored)) return;
    const isWanted = (entry: Dirent | Stats | undefined): boolean =>
      (rest.length === 0 ? entry?.isFile() : entry?.isDirectory()) === true;
    const wanted =
      typeof segment === 'string'
        ? this.named(folder, segment, isWanted, rest.length === 0)
        : this.matching(folder, segment, isWanted);
    for (const name of wanted) {
      if (this.isIgnored(name)) continue;
      const path = folder === '' ? name : `${folder}/${name}`;
      if (rest.length === 0) yield path;
      else yield* this.below(path, rest);
    }
  }

  private named(
    folder: string,
    name: string,
    isWanted: (entry: Stats | undefined) => boolean,
    isLast: boolean,
  ): readonly string[] {
    if (!isLast) this.onListing(folder);
    const look = (): boolean =>
      isWanted(
        inFolder(folder, () => lstatSync(`${this.root}/${folder}/${name}`, { throwIfNoEntry: false }), undefined),
      );
    if (look()) return [name];
    if (!isLast) return [];
    // It may come up at any time, and then the folder shows it: looked at again, now that the folder has been noted.
    this.onListing(folder);
    return look() ? [name] : [];
  }

  private matching(folder: string, expression: RegExp, isWanted: (entry: Dirent) => boolean): readonly string[] {
    this.onListing(folder);
    return this.list(folder)
      .filter((entry) => expression.test(entry.name) && isWanted(entry))
      .map(({ name }) => name);
  }

  private list(folder: string): readonly Dirent[] {
    return inFolder(folder, () => readdirSync(`${this.root}/${folder}`, { withFileTypes: true }), []);
  }
}

/** The segments of a glob of names and `*`; null where it says more than that. */
function plainSegments(glob: string): readonly Segment[] | null {
  const segments = glob.split('/').map(plainSegment);
  return segments.includes(null) ? null : segments.filter((segment) => segment !== null);
}

function plainSegment(segment: string): Segment | null {
  if (segment === '' || segment === '.' || segment === '..' || segment.includes('**') || !isName(segment)) return null;
  return segment.includes('*') ? expressionOf(segment) : segment;
}

/** Most names are of ASCII, and the classes of Unicode take a while to make. */
function isName(segment: string): boolean {
  return /^[\w.*-]+$/.test(segment) || /^[\p{L}\p{N}_.*-]+$/u.test(segment);
}

/** The name in a pattern such as `**\/name/**`, which leaves out whatever has it in its path. */
function ignoredName(glob: string): RegExp | null {
  const [, name] = /^\*\*\/([^/]+)\/\*\*$/.exec(glob) ?? [];
  if (name === undefined) return null;
  const segment = plainSegment(name);
  return typeof segment === 'string' ? expressionOf(segment) : segment;
}

function expressionOf(segment: string): RegExp {
  return new RegExp(`^${segment.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`, 'u');
}
