import { METADATA_LIMITS } from './limits.js';
import { Unreadable } from './result.js';

/** YAML 1.1 allows no control characters but tab, line ends and NEL. Surrogates are paired here: decoding saw to it. */
const CONTROL_CHARACTER = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** Line ends of YAML 1.1 that read as a plain one. U+2028 and U+2029 also end lines there, but keep their character. */
const OTHER_LINE_END = /\r\n?|\x85/g;
const HAS_OTHER_LINE_END = /[\r\x85]/;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The text of a file, with every line end as `\n` and without its byte order mark.
 *
 * @throws Unreadable for bytes that are too many, or no text
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length > METADATA_LIMITS.bytes) {
    throw new Unreadable('too-large', `the file has ${bytes.length} bytes; at most ${METADATA_LIMITS.bytes} are read`);
  }
  const text = decode(bytes);
  return HAS_OTHER_LINE_END.test(text) ? text.replace(OTHER_LINE_END, '\n') : text;
}

/** @throws Unreadable at the first character that YAML 1.1 does not allow */
export function refuseControlCharacters(text: string): void {
  const offset = text.search(CONTROL_CHARACTER);
  if (offset !== -1) throw controlCharacter(offset, text.charCodeAt(offset));
}

function decode(bytes: Uint8Array): string {
  const decoder = decoderFor(bytes);
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    if (decoder === utf8 && bytes.includes(0)) throw binary();
    throw new Unreadable('encoding', `the file is not valid ${decoder.encoding.toUpperCase()}; save it as UTF-8`);
  }
}

function decoderFor(bytes: Uint8Array): typeof utf8 {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true });
  return utf8;
}

function controlCharacter(offset: number, code: number): Unreadable {
  if (code === 0) return binary();
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return new Unreadable('control-character', `the control character ${name} is not allowed in YAML`, offset);
}

const binary = (): Unreadable => new Unreadable('binary', 'the file holds NUL bytes: it is binary, not YAML');
