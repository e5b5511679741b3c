import { truncated } from '../text/bounded.js';
import { METADATA_LIMITS, UnreadableError } from './result.js';

/** YAML 1.1 allows no control characters but tab, line ends and NEL. Decoding has already rejected lone surrogates. */
const CONTROL_CHARACTER = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** Line ends that YAML 1.1 reads as `\n`. U+2028 and U+2029 end lines there too, but are kept as they are. */
const OTHER_LINE_END = /\r\n?|\x85/g;
const HAS_OTHER_LINE_END = /[\r\x85]/;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The text of a file, with every line end as `\n` and without its byte order mark.
 *
 * @throws UnreadableError if there are too many bytes, or they are not text
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length > METADATA_LIMITS.bytes) {
    const message = `the file has ${bytes.length} bytes; at most ${METADATA_LIMITS.bytes} are read`;
    throw new UnreadableError('too-large', message);
  }
  const text = decode(bytes);
  return HAS_OTHER_LINE_END.test(text) ? text.replace(OTHER_LINE_END, '\n') : text;
}

/** @throws UnreadableError at the first character that YAML 1.1 does not allow */
export function rejectControlCharacters(text: string): void {
  const offset = text.search(CONTROL_CHARACTER);
  if (offset === -1) return;
  const code = text.charCodeAt(offset);
  if (code === 0) throw binary();
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  throw new UnreadableError('control-character', `the control character ${name} is not allowed in YAML`, offset);
}

function decode(bytes: Uint8Array): string {
  const decoder = decoderFor(bytes);
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    if (decoder === utf8 && bytes.includes(0)) throw binary();
    throw new UnreadableError('encoding', `the file is not valid ${decoder.encoding.toUpperCase()}; save it as UTF-8`);
  }
}

function decoderFor(bytes: Uint8Array): typeof utf8 {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true });
  return utf8;
}

const binary = (): UnreadableError => new UnreadableError('binary', 'the file holds NUL bytes: it is binary, not YAML');

interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/** Converts offsets into lines and columns, for a text whose lines end in `\n`. */
export class Positions {
  private readonly lineStarts: readonly number[];

  constructor(text: string) {
    const lineStarts = [0];
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) lineStarts.push(end + 1);
    this.lineStarts = lineStarts;
  }

  at(offset: number): Position {
    let [first, after] = [0, this.lineStarts.length];
    while (after - first > 1) {
      const middle = (first + after) >>> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) first = middle;
      else after = middle;
    }
    return { line: first + 1, column: offset - (this.lineStarts[first] ?? 0) + 1 };
  }
}

const MAX_EXCERPT = 120;

/** A piece of a file for use in a message: one line, of bounded length, with control characters escaped. */
export function excerpt(text: string): string {
  return truncated(text, MAX_EXCERPT).replace(
    /[^\P{C} ]|[\u2028\u2029]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
