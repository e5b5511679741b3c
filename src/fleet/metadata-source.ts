import { readMetadata, type MetadataResult } from '../metadata/read.js';
import type { FileTree } from './file-tree.js';

/** Gives what a metadata file holds. Rejects where the file cannot be read at all. */
export type MetadataSource = (path: string) => Promise<MetadataResult>;

/** Reads every file anew. */
export function readingFrom(tree: FileTree): MetadataSource {
  return async (path) => readMetadata(await tree.read(path));
}
