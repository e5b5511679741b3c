import type { FileTree } from './file-tree.js';

export const LANGUAGES = ['python', 'java', 'low-code', 'manifest-only'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The language that a connector's files show, or null where they show none. The order is that of the reference:
 * a declarative connector also has the files of a Python package.
 */
export async function languageOf(tree: FileTree, folder: string, name: string, entries: ReadonlySet<string>): Promise<Language | null> {
  if (entries.has('manifest.yaml')) return 'manifest-only';
  const packageFolder = name.replaceAll('-', '_');
  if (entries.has(packageFolder) && (await tree.entries(`${folder}/${packageFolder}`)).has('manifest.yaml')) return 'low-code';
  if (entries.has('setup.py') || entries.has('pyproject.toml')) return 'python';
  if (!entries.has('src')) return null;
  const sources = await tree.entries(`${folder}/src/main`);
  return sources.has('java') || sources.has('kotlin') ? 'java' : null;
}
