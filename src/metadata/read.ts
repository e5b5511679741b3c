import { parseFast } from './fast-parser/parser.js';
import { type MetadataResult, UnreadableError } from './result.js';
import { decodeText, Positions, rejectControlCharacters } from './source-text.js';

export type { MetadataResult, MetadataWarning } from './result.js';

/** Reads the bytes of a YAML file as PyYAML's safe loader would. Invalid content is a result, never an exception. */
export async function readMetadata(bytes: Uint8Array): Promise<MetadataResult> {
  let text: string | undefined;
  try {
    text = decodeText(bytes);
    rejectControlCharacters(text);
    return parseFast(text) ?? (await loadParseFull())(text);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    const { code, message, offset } = error;
    const position = text === undefined || offset === undefined ? {} : new Positions(text).at(offset);
    return { ok: false, error: { code, message, ...position } };
  }
}

/** Loaded on demand: loading the YAML library takes longer than reading most fleets. */
const loadParseFull = async () => (await import('./yaml-parser/parser.js')).parseFull;
