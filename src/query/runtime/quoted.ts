const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/** False for what Python does not print as it is: control and format characters, separators other than the space, unassigned. */
export function isPrintable(character: string): boolean {
  return (character >= ' ' && character <= '~') || !/^[\p{C}\p{Z}]$/u.test(character);
}

/** A string as Python writes it: in single quotes, or in double ones where that saves a backslash. */
export function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = quote;
  for (const character of text) {
    if (character === quote) result += `\\${character}`;
    else result += NAMED[character] ?? (isPrintable(character) ? character : numbered(character));
  }
  return result + quote;
}

function numbered(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** The same with a number in place of every character beyond ASCII. */
export function ascii(text: string): string {
  return Array.from(text, (character) => (character > '\x7e' ? numbered(character) : character)).join('');
}
