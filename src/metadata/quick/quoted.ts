import { afterSpaces, CODE } from './characters.js';
import type { OpenText } from './open-text.js';
import { closingQuote, unquoted } from './quotes.js';
import { refuse } from './refuse.js';

/**
 * The text of the quoted scalar at a place, leaving the place after its closing quote.
 * Its further lines have to be indented by more than `indent` spaces.
 */
export function readQuoted(text: OpenText, indent: number): string {
  const { code: quote, position: start } = text;
  let source = text.line.slice(start);
  let end = closingQuote(text.line, start + 1, quote);
  while (end === -1) {
    text.nextLine();
    if (!isIndented(text.line, indent)) refuse();
    end = closingQuote(text.line, 0, quote);
    source += `\n${text.line}`;
  }
  text.position = end + 1;
  return unquoted(source.slice(0, source.length - text.line.length + end + 1)) ?? refuse();
}

/** PyYAML does not care, but the full reader does. */
function isIndented(line: string, indent: number): boolean {
  const column = afterSpaces(line, 0);
  return column === line.length || (column > indent && line.charCodeAt(column) !== CODE.tab);
}
