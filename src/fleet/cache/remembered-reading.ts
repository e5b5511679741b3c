import { readMetadata } from '../../metadata/read.js';
import type { FileTree } from '../file-tree.js';
import type { MetadataSource } from '../metadata-source.js';
import type { DocumentStore } from './document-store.js';

/** A tree that knows the ids of its blobs before it reads them. */
export interface TreeOfBlobs extends FileTree {
  blobId(path: string): Promise<string | null>;
}

/** Reads from git only what no run has read before, under whatever path and in whatever tree. */
export function rememberedReading(tree: TreeOfBlobs, documents: DocumentStore): MetadataSource {
  return async (path) => {
    const blob = await tree.blobId(path);
    const known = blob === null ? undefined : documents.find(blob);
    if (known !== undefined) return known;
    const result = await readMetadata(await tree.read(path));
    if (blob !== null) documents.add(blob, result);
    return result;
  };
}
