// Control characters (C0, DEL, C1), line and paragraph separators, and the marks that turn the direction of a line:
// metadata that holds them could rewrite the terminal, or make a row read as another.
 
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** The text on one line, with everything that a terminal would obey instead of showing made visible. */
export function printable(text: string): string {
  return text.replace(UNSAFE, escapeOf);
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
