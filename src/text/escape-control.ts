// Control characters (C0, DEL, C1), line and paragraph separators, the marks that turn the direction of a line, and
// code points that are no characters: metadata that holds them could rewrite the terminal, make a row read as
// another, or be refused by whoever reads the output.
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]/gu;
const UNSAFE_IN_LINES =
  /(?!\n|\t|\r\n)[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]/gu;

/** The text on one line, with everything that a terminal would obey instead of showing made visible. */
export function escapeControl(text: string): string {
  return text.replace(UNSAFE, escapeOf);
}

/** As `printable`, but tabs and line ends stay: for forms that have a place for them. */
export function escapeControlLines(text: string): string {
  return text.replace(UNSAFE_IN_LINES, escapeOf);
}

function escapeOf(character: string): string {
  switch (character) {
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case '\t':
      return '\\t';
    default:
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  }
}
