import { Positions } from './position.js';
import { readQuickly } from './quick/read.js';
import type { MetadataResult } from './result.js';
import { Unreadable } from './result.js';
import { decodeText, refuseControlCharacters } from './text.js';

export type { MetadataError, MetadataErrorCode, MetadataResult, MetadataWarning } from './result.js';
export { METADATA_LIMITS } from './limits.js';

/** Reads the bytes of a YAML file as PyYAML's safe loader would. Never throws for what the bytes hold. */
export async function readMetadata(bytes: Uint8Array): Promise<MetadataResult> {
  let text: string | undefined;
  try {
    text = decodeText(bytes);
    refuseControlCharacters(text);
    return readQuickly(text) ?? (await readThoroughly(text));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return unreadable(error, text);
  }
}

/** The library behind the full reader takes longer to load than most fleets to read. */
async function readThoroughly(text: string): Promise<MetadataResult> {
  const { readFully } = await import('./full/read.js');
  return readFully(text);
}

function unreadable({ code, message, offset }: Unreadable, text: string | undefined): MetadataResult {
  const place = text === undefined || offset === undefined ? {} : new Positions(text).at(offset);
  return { ok: false, error: { code, message, ...place } };
}
