import type { MetadataWarning, ReadMetadata } from '../../metadata/result.js';
import type { Mapping, Value } from '../../values/value.js';
import type { FleetConfig } from '../config.js';
import { dataOf } from '../scan-file.js';
import { decodeDocument, encodeDocument } from './encoding.js';
import type { DocumentPlace } from './seen.js';

/** What reading the file gave; undefined where that was not kept. */
export function documentOf({
  document,
  warnings,
}: {
  readonly document: DocumentPlace;
  readonly warnings: readonly MetadataWarning[];
}): ReadMetadata | undefined {
  return document.length === 0 ? undefined : { ok: true, document: decoded(document), warnings };
}

export function encodedDocument(document: Value): DocumentPlace {
  const bytes = Buffer.from(encodeDocument(document));
  return { bytes, start: 0, length: bytes.length };
}

export const NO_DOCUMENT: DocumentPlace = { bytes: new Uint8Array(), start: 0, length: 0 };

/** The data mapping of a document that had one when it was read. */
export function dataIn(document: DocumentPlace, { dataKey }: FleetConfig): Mapping {
  const data = dataOf(decoded(document), dataKey);
  if (typeof data === 'string') throw new Error(`a remembered document ${data}`);
  return data;
}

function decoded({ bytes, start, length }: DocumentPlace): Value {
  return decodeDocument(Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString('utf8'));
}
