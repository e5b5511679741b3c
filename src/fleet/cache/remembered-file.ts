import type { ReadMetadata } from '../../metadata/result.js';
import type { Mapping, Value } from '../../values/value.js';
import type { Layout } from '../layout.js';
import { dataOf, remark, type ScannedFile } from '../scan-file.js';
import { connectorNameOf } from '../connector-name.js';
import { decodeDocument, encodeDocument } from './encoding.js';
import { RememberedConnector } from './remembered-connector.js';
import type { DocumentPlace, RememberedFile } from './snapshot.js';

/** What the scanner would make of the file, were it to read it again. */
export function scannedFrom(file: Omit<RememberedFile, 'place'>, layout: Layout): ScannedFile {
  const { path, outcome, warnings, document } = file;
  if (typeof outcome === 'string') return { unreadable: { name: connectorNameOf(path, layout), path, error: outcome }, remarks: [] };
  return {
    connector: new RememberedConnector(outcome, () => dataIn(document, layout)),
    remarks: warnings.length === 0 ? NONE : warnings.map((warning) => remark(path, warning)),
  };
}

const NONE: ScannedFile['remarks'] = [];

/** What reading the file gave; undefined where that was not kept. */
export function documentOf({ document, warnings }: Pick<RememberedFile, 'document' | 'warnings'>): ReadMetadata | undefined {
  return document.length === 0 ? undefined : { ok: true, document: decoded(document), warnings };
}

export function encodedDocument(document: Value): DocumentPlace {
  const bytes = Buffer.from(encodeDocument(document));
  return { bytes, start: 0, length: bytes.length };
}

export const NO_DOCUMENT: DocumentPlace = { bytes: new Uint8Array(), start: 0, length: 0 };

function dataIn(document: DocumentPlace, { dataKey }: Layout): Mapping {
  const data = dataOf(decoded(document), dataKey);
  if (typeof data === 'string') throw new Error(`a remembered document ${data}`);
  return data;
}

function decoded({ bytes, start, length }: DocumentPlace): Value {
  return decodeDocument(Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString('utf8'));
}
