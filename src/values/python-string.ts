const NAMED_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/** Python's `str.isprintable` of one character: no control, format or unassigned character, no separator but the space. */
export function isPrintable(character: string): boolean {
  return (character >= ' ' && character <= '~') || !/^[\p{C}\p{Z}]$/u.test(character);
}

/** `repr` of a string: in single quotes, or in double ones where that saves a backslash. */
export function reprString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = quote;
  for (const character of text) {
    if (character === quote) result += `\\${character}`;
    else result += NAMED_ESCAPES[character] ?? (isPrintable(character) ? character : numericEscape(character));
  }
  return result + quote;
}

function numericEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** Python's `ascii`, of a string that is a `repr` already. */
export function escapeNonAscii(text: string): string {
  return Array.from(text, (character) => (character > '\x7e' ? numericEscape(character) : character)).join('');
}

/** What stands for a character behind a backslash; a line end there is no character at all. */
export const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
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
const ESCAPE =
  /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U(000[0-9a-fA-F]{5}|0010[0-9a-fA-F]{4})|([0-7]{1,3})|([^xuUN]))/g;
const WELL_FORMED = new RegExp(`^(?:[^\\\\]|${ESCAPE.source})*$`);

/**
 * The text of a string literal in one pair of quotes, or undefined where queries read none: an escape that is cut short, a
 * number that no character has, `\N{…}`. An escape that Python does not know keeps its backslash.
 */
export function readString(literal: string): string | undefined {
  const written = literal.slice(1, -1);
  if (!WELL_FORMED.test(written)) return undefined;
  return written.replace(ESCAPE, (whole, x?: string, u?: string, U?: string, octal?: string, other?: string) => {
    if (other !== undefined) return Object.hasOwn(SIMPLE_ESCAPES, other) ? (SIMPLE_ESCAPES[other] ?? whole) : whole;
    const code = octal === undefined ? parseInt(x ?? u ?? U ?? '', 16) : parseInt(octal, 8);
    return String.fromCodePoint(code);
  });
}
