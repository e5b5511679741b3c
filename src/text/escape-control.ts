// Control characters (C0, DEL, C1), line and paragraph separators, marks that change the direction of text, lone
// surrogates and noncharacters: in metadata, they could rewrite the terminal, disguise one row as another, or make the
// output invalid for its consumer.
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]/gu;
const UNSAFE_IN_LINES =
  /(?!\n|\t|\r\n)[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]/gu;

/** The text on one line, with control characters escaped as in JSON: `\n`, `\u001b`. */
export function escapeControl(text: string): string {
  return text.replace(UNSAFE, escapeOf);
}

/** Like `escapeControl`, but keeps tabs and line ends, for formats that can hold them. */
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
