import { expect } from 'vitest';
import type { FileTree } from '../../src/fleet/file-tree.js';

/** Compares two trees by everything that can be asked: each glob's paths, every folder's entries, every file's bytes. */
export async function expectSameTrees(
  actual: FileTree,
  expected: FileTree,
  globs: readonly (readonly string[])[],
  ignore: readonly string[],
): Promise<void> {
  const files = new Set<string>();
  for (const glob of globs) {
    // The repository itself lies in the checkout, and is no part of the commit.
    const [ours, theirs] = await Promise.all([
      actual.find(glob, ignore),
      expected.find(glob, [...ignore, '.git/**', '**/.git/**']),
    ]);
    const paths = theirs.paths.filter((path) => path !== '.git');
    expect([glob, ours]).toEqual([glob, { ...theirs, paths }]);
    for (const path of ours.paths) files.add(path);
  }
  await Promise.all(
    [...files].map(async (path) =>
      expect([path, await bytesOf(actual, path)]).toEqual([path, await bytesOf(expected, path)]),
    ),
  );

  const folders = new Set([...files].flatMap(foldersAbove));
  await Promise.all(
    [...folders].map(async (folder) => {
      const theirs = new Set(await expected.entries(folder));
      theirs.delete('.git');
      expect([folder, await actual.entries(folder)]).toEqual([folder, theirs]);
    }),
  );
}

async function bytesOf(tree: FileTree, path: string): Promise<string> {
  try {
    return Buffer.from(await tree.read(path)).toString('latin1');
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}
