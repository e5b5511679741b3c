import type { FileEdit } from '../../../src/migration/files.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const BEFORE: Readonly<Record<string, string>> = {
  'a/metadata.yaml': 'old metadata\n',
  'a/Dockerfile': 'FROM x\n',
  'docs/a.md': 'old page\n',
};
export const AFTER: Readonly<Record<string, string>> = {
  'a/metadata.yaml': 'new metadata\n',
  'a/build_customization.py': 'new hooks\n',
  'docs/a.md': 'new page\n',
};

/** One connector's edits: two files change, one goes, one comes. */
export function exampleEdits(): readonly FileEdit[] {
  const paths = [...new Set([...Object.keys(BEFORE), ...Object.keys(AFTER)])];
  return paths.map((path) => ({ path, before: bytesOf(BEFORE[path]), after: bytesOf(AFTER[path]) }));
}

function bytesOf(text: string | undefined): Uint8Array | null {
  return text === undefined ? null : bytes(text);
}
