import { readTwice, writeTwice } from '../../io/checksummed-file.js';
import { listOf, numberOf } from './json.js';

/** Raise it whenever the form of what is stored changes. */
const FORM = 3;

/** What a stored file says of itself in its first line. */
export interface Header {
  /** The version of fleetq that wrote it. Another version may read metadata otherwise, so it leaves the file alone. */
  readonly version: string;
  /** What the file is of. The same name may belong to something else. */
  readonly subject: string;
  /** How many documents it holds. */
  readonly documents: number;
}

/** Reads the parts of a stored file; null where there is none, or where it is foreign, of another version, or damaged. */
export function readStored(path: string, { version, subject }: Omit<Header, 'documents'>): readonly Buffer[] | null {
  try {
    const contents = readTwice(path);
    if (contents === null) return null;
    const end = contents.indexOf('\n');
    const header = headerIn(contents.toString('utf8', 0, end));
    if (header?.version !== version || header.subject !== subject) return null;
    let start = end + 1;
    return header.parts.map((length) => contents.subarray(start, (start += length)));
  } catch {
    return null;
  }
}

/** Stores parts. A cache that cannot be written costs time, not the answer: failures are left alone, and told. */
export function writeStored(
  path: string,
  { version, subject, documents }: Header,
  parts: readonly (readonly Uint8Array[])[],
): boolean {
  const lengths = parts.map((pieces) => pieces.reduce((sum, { length }) => sum + length, 0));
  const header = Buffer.from(`${JSON.stringify({ fleetqCache: FORM, version, subject, documents, parts: lengths })}\n`);
  try {
    writeTwice(path, [header, ...parts.flat()]);
    return true;
  } catch {
    return false;
  }
}

/** The first line of a stored file, read; null for any other line. */
export function headerIn(line: string): (Header & { readonly parts: readonly number[] }) | null {
  try {
    const header: unknown = JSON.parse(line);
    if (typeof header !== 'object' || header === null || !('fleetqCache' in header) || header.fleetqCache !== FORM)
      return null;
    const { version, subject, documents, parts } = {
      version: undefined,
      subject: undefined,
      documents: undefined,
      parts: undefined,
      ...header,
    };
    if (typeof version !== 'string' || typeof subject !== 'string') return null;
    return { version, subject, documents: numberOf(documents), parts: listOf(parts).map(numberOf) };
  } catch {
    return null;
  }
}
