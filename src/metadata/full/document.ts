import type { Document, Scalar, YAMLError } from 'yaml';
import { Composer, isScalar } from 'yaml';
import { Unreadable } from '../result.js';
import { lowerFirstLine, parseTokens, tooDeep } from './tokens.js';

// Scalars stay texts: their values are found by the resolver that both readers share.
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
 * The one document of a YAML text, as nodes.
 *
 * @throws Unreadable for anything that PyYAML's parser refuses too
 */
export function parseDocument(text: string): Document.Parsed {
  const documents = [...new Composer(OPTIONS).compose(parseTokens(text))];
  const [document, another] = documents;
  const failure = documents.flatMap(({ errors }) => errors).find((error) => !isAllowed(error, text));
  if (failure !== undefined) throw syntaxError(failure);
  if (document === undefined)
    throw new Unreadable('empty', 'the file holds no YAML document, only comments or blank lines');
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

function syntaxError(error: YAMLError): Unreadable {
  if (error.code === 'RESOURCE_EXHAUSTION') return tooDeep(error.pos[0]);
  return new Unreadable('syntax', lowerFirstLine(error.message), error.pos[0]);
}
