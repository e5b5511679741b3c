import { parseFast } from './fast-parser/parser.js';
import { conflictOr } from './merge-conflict.js';
import { type MetadataResult, type ReadMetadata, UnreadableError } from './result.js';
import { decodeText, Positions, rejectControlCharacters } from './source-text.js';

export type { MetadataResult } from './result.js';

/** Reads the bytes of a YAML file as PyYAML's safe loader would. Invalid content is a result, never an exception. */
export async function readMetadata(bytes: Uint8Array): Promise<MetadataResult> {
  let text: string | undefined;
  try {
    text = decodeText(bytes);
    rejectControlCharacters(text);
    return parseFast(text) ?? (await parseFull(text));
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    const { code, message, offset } = error;
    const position = text === undefined || offset === undefined ? {} : new Positions(text).at(offset);
    return { ok: false, error: { code, message, ...position } };
  }
}

/** @throws UnreadableError */
async function parseFull(text: string): Promise<ReadMetadata> {
  // Loaded on demand: loading the YAML library takes longer than reading most fleets.
  const parser = await import('./yaml-parser/parser.js');
  try {
    return parser.parseFull(text);
  } catch (error) {
    throw error instanceof UnreadableError ? conflictOr(error, text) : error;
  }
}
