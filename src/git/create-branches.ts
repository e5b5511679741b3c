import { randomBytes } from 'node:crypto';
import { FleetqError } from '../errors.js';
import { escapeControl } from '../text/escape-control.js';
import { prefixOf } from './repository.js';
import { lineFromGit, recordsFromGit, runGit } from './run.js';

/** A branch to be, with one commit on top of another one. */
export interface NewBranch {
  readonly name: string;
  readonly message: string;
  readonly files: readonly NewFile[];
}

/** What a file becomes; null where it goes away. The path is relative to the root. */
interface NewFile {
  readonly path: string;
  readonly contents: Uint8Array | null;
}

const REGULAR_FILE = '100644';

/**
 * Creates all branches or none. Only objects and branches are written: index, work tree and the branch that is checked
 * out stay as they are. No hook, filter or signing program of the repository is run.
 *
 * @param parent the full id of the commit that every branch starts from
 */
export async function createBranches(root: string, parent: string, branches: readonly NewBranch[]): Promise<void> {
  const prefix = await prefixOf(root);
  const author = await lineFromGit(root, ['var', 'GIT_AUTHOR_IDENT']);
  const committer = await lineFromGit(root, ['var', 'GIT_COMMITTER_IDENT']);
  const modes = await fileModes(root, parent);
  // fast-import commits on branches. These are never written: each is reset before the stream ends.
  const run = `refs/fleetq/${randomBytes(6).toString('hex')}`;
  const parts: (string | Uint8Array)[] = [];
  branches.forEach(({ message, files }, index) => {
    const mark = `:${index + 1}`;
    parts.push(`commit ${run}/${index}\nmark ${mark}\nauthor ${author}\ncommitter ${committer}\n`);
    parts.push(...data(Buffer.from(message)), `from ${parent}\n`);
    for (const { path, contents } of files) {
      const quoted = quotedPath(prefix + path);
      if (contents === null) parts.push(`D ${quoted}\n`);
      else parts.push(`M ${modes.get(prefix + path) ?? REGULAR_FILE} inline ${quoted}\n`, ...data(contents));
    }
    parts.push(`\nget-mark ${mark}\nreset ${run}/${index}\nfrom ${'0'.repeat(parent.length)}\n\n`);
  });
  parts.push('done\n');
  const input = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  const written = await runGit(root, ['fast-import', '--quiet', '--done', '--date-format=raw'], [0], input);
  const commits = written.stdout.toString().trim().split('\n');
  if (commits.length !== branches.length || !commits.every((commit) => /^[0-9a-f]{40,64}$/.test(commit)))
    throw new FleetqError('git', 'git fast-import did not say which commits it made');
  const zero = '0'.repeat(parent.length);
  const updates = branches.map(({ name }, index) => `update refs/heads/${name}\0${commits[index] ?? ''}\0${zero}\0`);
  // One transaction: git locks every branch before it writes the first.
  await runGit(root, ['update-ref', '--stdin', '-z'], [0], ['start\0', ...updates, 'prepare\0', 'commit\0'].join(''));
}

/** Refuses names that git does not take for branches, and branches that are there. */
export async function refuseTakenBranches(root: string, names: readonly string[]): Promise<void> {
  for (const name of names.slice(0, 1)) {
    const { exitCode, stdout } = await runGit(root, ['check-ref-format', '--branch', name], [0, 1, 128]);
    // git expands `@{-1}`: what comes out must be what went in.
    if (exitCode !== 0 || stdout.toString().replace(/\n$/, '') !== name)
      throw new FleetqError('usage', `git takes no branch by the name ${escapeControl(name)}`, [
        'give a prefix such as --branch-prefix migrate/',
      ]);
  }
  const records = await lineFromGit(root, ['for-each-ref', '--format=%(refname)', 'refs/heads']);
  const taken = new Set(records.split('\n').map((line) => line.replace(/^refs\/heads\//, '')));
  const clash = names.find((name) => taken.has(name));
  if (clash !== undefined)
    throw new FleetqError('refused', `nothing was written, because there is a branch ${escapeControl(clash)} already`, [
      'delete it, or choose another --branch-prefix',
    ]);
}

/** The modes of all files of a commit, by their paths from the top. */
async function fileModes(root: string, commit: string): Promise<ReadonlyMap<string, string>> {
  const records = await recordsFromGit(root, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  return new Map(records.map(({ text }) => [text.slice(text.indexOf('\t') + 1), text.slice(0, text.indexOf(' '))]));
}

function data(bytes: Uint8Array): readonly (string | Uint8Array)[] {
  return [`data ${bytes.length}\n`, bytes, '\n'];
}

/** As C writes it, which is how fast-import takes any path. */
function quotedPath(path: string): string {
  return `"${path.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}"`;
}
