// Control characters (C0, DEL, C1), line and paragraph separators, marks that change the direction of text, characters
// of no width, lone surrogates and noncharacters: in metadata, they could rewrite the terminal, disguise one row as
// another, or make the output invalid for its consumer.
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\u{e0000}-\u{e0fff}]/gu;
const UNSAFE_IN_LINES =
  /(?!\n|\t|\r\n)[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\u{e0000}-\u{e0fff}]/gu;

/**
 * The text on one line, with control characters escaped as in JSON: `\n`, `\u001b`. So is the first character of what
 * a CI runner would take for a command.
 */
export function escapeControl(text: string): string {
  return escapeCommands(text.replace(UNSAFE, escapeOf));
}

/** Like `escapeControl`, but keeps tabs and line ends, for formats that can hold them. */
export function escapeControlLines(text: string): string {
  return escapeCommands(text.replace(UNSAFE_IN_LINES, escapeOf));
}

function escapeOf(character: string, offset: number, text: string): string {
  switch (character) {
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case '\t':
      return '\\t';
    case '\u200c':
    case '\u200d':
      return joins(text, offset) ? character : unicodeEscape(character);
    default:
      return unicodeEscape(character);
  }
}

/** Emoji and some scripts are written with joiners between their characters; between Latin letters they only hide. */
function joins(text: string, offset: number): boolean {
  return text.charCodeAt(offset - 1) > 0x7f && text.charCodeAt(offset + 1) > 0x7f;
}

function unicodeEscape(character: string): string {
  return Array.from({ length: character.length }, (_, unit) => {
    const code = character.charCodeAt(unit).toString(16);
    return `\\u${code.padStart(4, '0')}`;
  }).join('');
}

/**
 * GitHub's runner obeys `::command::` at the start of a line, white space aside, and `##[command]` anywhere in it; Azure
 * Pipelines `##vso[`, TeamCity `##teamcity[`.
 */
function escapeCommands(text: string): string {
  // Hardly any text has either, and looking for them costs next to nothing.
  if (!text.includes('::') && !text.includes('##')) return text;
  return text.replace(/^([^\S\n]*):(?=:)/gm, '$1\\u003a').replace(/#(?=#(?:vso|teamcity)?\[)/gi, '\\u0023');
}

/** True for a line that a CI runner would take for a command. */
export function isCommand(line: string): boolean {
  return escapeCommands(line) !== line;
}
