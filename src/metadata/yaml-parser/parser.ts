import { type Document, type YAMLError, Composer, CST, isScalar, Parser } from 'yaml';
import { METADATA_LIMITS, type ReadMetadata, UnreadableError } from '../result.js';
import { excerpt } from '../source-text.js';
import { construct } from './constructor.js';
import { lex } from './lexer.js';
import { Resolver, tooDeep } from './resolver.js';

// Scalars stay text: the resolver that both parsers share finds their values.
const OPTIONS = {
  version: '1.1',
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
  merge: false,
  stringKeys: false,
  keepSourceTokens: true,
} as const;

/**
 * Parses any YAML text with the YAML library, as strictly as PyYAML.
 *
 * @throws UnreadableError where PyYAML's safe loader raises, or a limit is exceeded
 */
export function parseFull(text: string): ReadMetadata {
  const { contents, directives } = composeDocument(text);
  if (contents === null || (isEmptyNode(contents) && directives.docStart !== true)) {
    throw new UnreadableError('empty', 'the file holds an empty YAML document');
  }
  return construct(new Resolver(text).resolve(contents), text);
}

const isEmptyNode = (node: unknown): boolean =>
  isScalar(node) && node.source === '' && node.anchor === undefined && node.tag === undefined && node.type === 'PLAIN';

/**
 * The only document of a YAML text, as nodes of the library.
 *
 * @throws UnreadableError
 */
export function composeDocument(text: string): Document.Parsed {
  const documents = [...new Composer(OPTIONS).compose(parseTokens(text))];
  const [document, second] = documents;
  const error = documents.flatMap(({ errors }) => errors)[0];
  if (error !== undefined) throw syntaxError(error);
  if (document === undefined)
    throw new UnreadableError('empty', 'the file holds no YAML document, only comments or blank lines');
  if (second !== undefined) {
    throw new UnreadableError('several-documents', 'the file holds several YAML documents; keep one', second.range[0]);
  }
  return document;
}

function syntaxError(error: YAMLError): UnreadableError {
  if (error.code === 'RESOURCE_EXHAUSTION') return tooDeep(error.pos[0]);
  return new UnreadableError('syntax', libraryMessage(error.message), error.pos[0]);
}

/** The document and its root, below the outermost collection on the stack of the library's parser. */
const STACK_BELOW_COLLECTIONS = 2;

/** Checks the depth too: nothing recurses here, but composing a deep document could overflow the stack. */
function parseTokens(text: string): CST.Token[] {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let previous = '';
  let lexemes = 0;
  for (const { source: lexeme, offset } of lex(text)) {
    // Errors stand where the lexeme does: the parser counts the inserted ones.
    parser.offset = offset;
    lexemes += 1;
    if (lexemes > METADATA_LIMITS.tokens) {
      const message = `the file has more than ${METADATA_LIMITS.tokens} YAML tokens`;
      throw new UnreadableError('too-large', message, parser.offset);
    }
    rejectNonSpaces(lexeme, previous, offset);
    for (const token of parser.next(lexeme)) tokens.push(valid(token));
    if (parser.stack.length > METADATA_LIMITS.depth + STACK_BELOW_COLLECTIONS) throw tooDeep(parser.offset);
    previous = lexeme;
  }
  for (const token of parser.end()) tokens.push(valid(token));
  return tokens;
}

/** Stops at the first error: what follows could only add to it, and would cost time. */
function valid(token: CST.Token): CST.Token {
  if (token.type === 'error') throw new UnreadableError('syntax', libraryMessage(token.message), token.offset);
  return token;
}

// YAML 1.2 takes a tab for white space; in PyYAML no token can start at one.
const TAB_BETWEEN_TOKENS = /^ *\t[ \t]*$/;

// These end a line in YAML 1.1, but are ordinary characters in YAML 1.2, and to whoever wrote them.
const LINE_SEPARATOR = /[\u2028\u2029]/;
const LINE_SEPARATOR_BESIDE_SPACE = /[ \t\n][\u2028\u2029]|[\u2028\u2029][ \t\n]/;

function rejectNonSpaces(lexeme: string, previous: string, offset: number): void {
  const isScalarText = previous === CST.SCALAR;
  if (!isScalarText && TAB_BETWEEN_TOKENS.test(lexeme)) {
    const message = 'a tab stands where YAML 1.1 allows only spaces; indent and separate with spaces';
    throw new UnreadableError('syntax', message, offset + lexeme.indexOf('\t'));
  }
  if (!LINE_SEPARATOR.test(lexeme)) return;
  // In the middle of a quoted value both versions mean the character.
  if (!isScalarText && /^["'][^\u2028\u2029]/.test(lexeme) && !LINE_SEPARATOR_BESIDE_SPACE.test(lexeme)) return;
  const message = 'U+2028 and U+2029 end a line in YAML 1.1; remove them, or write "\\L" and "\\P" in double quotes';
  throw new UnreadableError('control-character', message, offset + lexeme.search(LINE_SEPARATOR));
}

/** The first line of a message of the library, as the middle of a sentence. */
function libraryMessage(message: string): string {
  const line = excerpt(message.split('\n', 1)[0] ?? message);
  return line.charAt(0).toLowerCase() + line.slice(1);
}
