import { CST, Lexer, Parser } from 'yaml';
import { METADATA_LIMITS } from '../limits.js';
import { Unreadable } from '../result.js';
import { visible } from '../visible.js';

/** The document and its root below the outermost collection. */
const STACK_BELOW_COLLECTIONS = 2;

/** Depth is measured here, where nothing recurses yet: composing a deep document could overflow the stack. */
export function parseTokens(text: string): CST.Token[] {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let previous = '';
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    if (lexemes > METADATA_LIMITS.tokens) throw tooManyTokens(parser.offset);
    if (previous !== CST.SCALAR && TAB_BETWEEN_TOKENS.test(lexeme))
      throw tabError(parser.offset + lexeme.indexOf('\t'));
    if (LINE_SEPARATOR.test(lexeme) && !isHarmless(lexeme, previous))
      throw lineSeparator(parser.offset + lexeme.search(LINE_SEPARATOR));
    for (const token of parser.next(lexeme)) tokens.push(acceptable(token));
    if (parser.stack.length > METADATA_LIMITS.depth + STACK_BELOW_COLLECTIONS) throw tooDeep(parser.offset);
    previous = lexeme;
  }
  for (const token of parser.end()) tokens.push(acceptable(token));
  return tokens;
}

/** What follows the first error could only add to it, and cost time. */
function acceptable(token: CST.Token): CST.Token {
  if (token.type === 'error') throw new Unreadable('syntax', lowerFirstLine(token.message), token.offset);
  return token;
}

const tooManyTokens = (offset: number): Unreadable =>
  new Unreadable('too-large', `the file has more than ${METADATA_LIMITS.tokens} YAML tokens`, offset);

export const tooDeep = (offset: number): Unreadable =>
  new Unreadable('too-deep', `the file nests more than ${METADATA_LIMITS.depth} lists and mappings`, offset);

// YAML 1.2 takes a tab for white space; PyYAML lets no token start at one.
const TAB_BETWEEN_TOKENS = /^ *\t[ \t]*$/;

const tabError = (offset: number): Unreadable =>
  new Unreadable('syntax', 'a tab stands where YAML 1.1 allows only spaces; indent and separate with spaces', offset);

// These end a line in YAML 1.1, where they were meant as characters and where YAML 1.2 has them so.
const LINE_SEPARATOR = /[\u2028\u2029]/;
const BESIDE_SPACE = /[ \t\n][\u2028\u2029]|[\u2028\u2029][ \t\n]/;

/** In the middle of a quoted value both mean the same: the character. */
const isHarmless = (lexeme: string, previous: string): boolean =>
  previous !== CST.SCALAR && /^["'][^\u2028\u2029]/.test(lexeme) && !BESIDE_SPACE.test(lexeme);

const lineSeparator = (offset: number): Unreadable =>
  new Unreadable(
    'control-character',
    'U+2028 and U+2029 end a line in YAML 1.1; remove them, or write "\\L" and "\\P" in double quotes',
    offset,
  );

/** The first line of a message of the library, as the middle of a sentence. */
export function lowerFirstLine(message: string): string {
  const line = visible(message.split('\n', 1)[0] ?? message);
  return line.charAt(0).toLowerCase() + line.slice(1);
}
