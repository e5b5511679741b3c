import type { Document, Scalar, YAMLError } from 'yaml';
import { Composer, CST, isScalar, Lexer, Parser } from 'yaml';
import { METADATA_LIMITS } from '../limits.js';
import { Unreadable } from '../result.js';
import { visible } from '../visible.js';

// Scalars stay texts: their values are found by the resolver that both readers share.
const OPTIONS = { version: '1.1', schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false, merge: false, stringKeys: false, keepSourceTokens: true } as const;

/** The document and its root below the outermost collection. */
const STACK_BELOW_COLLECTIONS = 2;

/**
 * The one document of a YAML text, as nodes.
 *
 * @throws Unreadable for anything that PyYAML's parser refuses too
 */
export function parseDocument(text: string): Document.Parsed {
  const documents = [...new Composer(OPTIONS).compose(parseTokens(text))];
  const [document, another] = documents;
  const failure = documents.flatMap(({ errors }) => errors).find((error) => !isAllowed(error, text));
  if (failure !== undefined) throw syntaxError(failure);
  if (document === undefined) throw new Unreadable('empty', 'the file holds no YAML document, only comments or blank lines');
  if (another !== undefined) {
    throw new Unreadable('several-documents', 'the file holds several YAML documents; keep one', another.range[0]);
  }
  if (isScalar(document.contents)) refuseUnindented(document.contents, text);
  return document;
}

/** PyYAML wants even the lines of an outermost block scalar indented. */
function refuseUnindented({ type, range }: Scalar.Parsed, text: string): void {
  if (type !== 'BLOCK_LITERAL' && type !== 'BLOCK_FOLDED') return;
  if (!/\n[^ \n]/.test(text.slice(range[0], range[1]))) return;
  throw new Unreadable('syntax', 'the lines of a block of text must be indented', range[0]);
}

/** YAML 1.2 wants a space before a comment; PyYAML does without after a quote or a bracket. */
function isAllowed(error: YAMLError, text: string): boolean {
  return error.code === 'MISSING_CHAR' && text[error.pos[0]] === '#' && /["'\]}]/.test(text[error.pos[0] - 1] ?? '');
}

/** Depth is measured here, where nothing recurses yet: composing a deep document could overflow the stack. */
function parseTokens(text: string): CST.Token[] {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let previous = '';
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    if (lexemes > METADATA_LIMITS.tokens) throw tooManyTokens(parser.offset);
    if (previous !== CST.SCALAR && TAB_BETWEEN_TOKENS.test(lexeme)) throw tabError(parser.offset + lexeme.indexOf('\t'));
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

function syntaxError(error: YAMLError): Unreadable {
  if (error.code === 'RESOURCE_EXHAUSTION') return tooDeep(error.pos[0]);
  return new Unreadable('syntax', lowerFirstLine(error.message), error.pos[0]);
}

function lowerFirstLine(message: string): string {
  const line = visible(message.split('\n', 1)[0] ?? message);
  return line.charAt(0).toLowerCase() + line.slice(1);
}
