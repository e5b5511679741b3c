import { CST, Lexer } from 'yaml';
import { isQuote } from '../quoted-scalar.js';
import { UnreadableError } from '../result.js';
import { lexFlow } from './flow-lexer.js';
import { emptyScalar, endOfQuoted, type Lexeme } from './lexeme.js';

/**
 * Splits a text into the lexemes that the parser of the YAML library takes, where PyYAML's scanner would. Blocks are
 * the library's; what is in quotes or brackets ends at its quote or bracket, however its lines are indented.
 *
 * @throws UnreadableError for quotes and brackets that PyYAML's scanner refuses
 */
export function* lex(text: string): Generator<Lexeme, void> {
  const masked = maskComments(text);
  let start: number | null = 0;
  while (start !== null) start = yield* lexBlocks(text, masked, start);
}

/**
 * From the start of the text, or from the end of something in quotes or brackets. Gives the end of the next such thing
 * that the library cannot read, or null at the end of the text.
 */
function* lexBlocks(text: string, masked: string, start: number): Generator<Lexeme, number | null> {
  let isLineStart = start === 0;
  let isScalarText = false;
  // A document goes on where the library's lexer starts anew.
  let isInDocument = start > 0;
  let isClosed = start > 0;
  let isProperty = false;
  let offset = start;
  // A slice shares its characters with the text, so that starting anew costs nothing.
  for (const lexeme of new Lexer().lex(masked.slice(start))) {
    if (!isScalarText && lexeme === CST.DOCUMENT) {
      if (!isInDocument) yield { source: lexeme, offset };
      isInDocument = false;
      continue;
    }
    if (isClosed && !MAY_FOLLOW.test(lexeme)) {
      throw new UnreadableError('syntax', 'something follows a quoted value, an alias or brackets in its line', offset);
    }
    if (!isScalarText && lexeme === CST.SCALAR) {
      isScalarText = true;
      yield { source: lexeme, offset };
      continue;
    }
    let end = offset + lexeme.length;
    if (!isScalarText) {
      if (lexeme === '[' || lexeme === '{') return yield* lexFlow(text, offset);
      const isQuoted = isQuote(lexeme.charCodeAt(0));
      if (isQuoted) end = endOfQuoted(text, offset);
      isClosed = isQuoted || lexeme.startsWith('*') || (isClosed && lexeme.startsWith(' '));
      if (needsSpace(lexeme, text.charAt(offset - 1), isLineStart)) yield { source: ' ', offset };
      // The library would give an anchor or a tag that stands for a key to the mapping around the key.
      if (lexeme === ':' && isProperty) yield* emptyScalar(offset);
    }
    yield { source: text.slice(offset, end), offset };
    if (end !== offset + lexeme.length) return end;
    offset = end;
    isProperty = !isScalarText && (/^[&!]/.test(lexeme) || (isProperty && lexeme.startsWith(' ')));
    isLineStart = lexeme === '\n' || (isLineStart && lexeme.startsWith(' '));
    isScalarText = false;
  }
  return null;
}

/** After something in quotes or brackets: spaces, a comment, the end of the line, or the colon of a key. */
const MAY_FOLLOW = /^(?:[ \t\n#]|:$)/;

/**
 * True where the library wants a space that PyYAML does not: before a comment right behind a quote or a bracket, and
 * before the head of a block of text in a line of its own, which need not be indented.
 */
function needsSpace(lexeme: string, before: string, isLineStart: boolean): boolean {
  if (lexeme.startsWith('#')) return /["'\]}]/.test(before);
  return isLineStart && /^[|>]/.test(lexeme);
}

/**
 * The text as the library's lexer is given it: where a comment is not indented and has no space after its `#`, it would
 * take the values that follow for not indented either.
 */
const maskComments = (text: string): string => text.replace(/^( *#)[^ \t\n]/gm, '$1 ');
