/** What a backslash and what follows it stand for. */
export type Escape =
  | { readonly ok: true; readonly text: string; readonly length: number }
  | { readonly ok: false; readonly length: number; readonly summary: string; readonly hint: string };

const SINGLE: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The escape at `index`, which is the place of its backslash, in a text that is not raw. */
export function escapeAt(source: string, index: number): Escape {
  const next = source.charAt(index + 1);
  const single = Object.hasOwn(SINGLE, next) ? SINGLE[next] : undefined;
  if (single !== undefined) return { ok: true, text: single, length: 2 };
  if (next === '\r') return { ok: true, text: '', length: source.charAt(index + 2) === '\n' ? 3 : 2 };
  const octal = /^[0-7]{1,3}/.exec(source.slice(index + 1, index + 4))?.[0];
  if (octal !== undefined)
    return { ok: true, text: String.fromCodePoint(parseInt(octal, 8)), length: 1 + octal.length };
  const digits = Object.hasOwn(HEX_DIGITS, next) ? HEX_DIGITS[next] : undefined;
  if (digits !== undefined) return numbered(source, index, next, digits);
  if (next === 'N')
    return { ok: false, length: 2, summary: 'characters are not known by name', hint: 'use the number: `\\u00e9`' };
  // Python keeps the backslash of an escape that it does not know.
  return { ok: true, text: '\\', length: 1 };
}

function numbered(source: string, index: number, letter: string, digits: number): Escape {
  const hex = /^[0-9a-fA-F]*/.exec(source.slice(index + 2, index + 2 + digits))?.[0] ?? '';
  const number = parseInt(hex, 16);
  if (hex.length < digits) {
    return {
      ok: false,
      length: 2 + hex.length,
      summary: `\`\\${letter}\` needs ${digits} hexadecimal digits`,
      hint: "for a backslash itself, write `\\\\` or a raw text: r'…'",
    };
  }
  if (number > 0x10ffff)
    return {
      ok: false,
      length: 2 + digits,
      summary: 'no character has so high a number',
      hint: 'the highest is `\\U0010ffff`',
    };
  return { ok: true, text: String.fromCodePoint(number), length: 2 + digits };
}
