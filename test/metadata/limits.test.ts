import { describe, expect, it } from 'vitest';
import { Lexer } from 'yaml';
import { readMetadata } from '../../src/metadata/read.js';
import { METADATA_LIMITS } from '../../src/metadata/result.js';

const codeOf = async (text: string): Promise<string> => {
  const result = await readMetadata(Buffer.from(text));
  return result.ok ? 'ok' : result.error.code;
};

/** A text at the limit, and one just over it. */
type Pair = readonly [atLimit: string, over: string];

const nested = (depth: number): string => `a: ${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}`;
const nestedBlocks = (depth: number): string =>
  Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}a:`).join('\n');
/** Each level holds the one before through an alias, so that the text itself stays flat. */
const nestedAliases = (depth: number): string =>
  [
    'a1: &a1 []',
    ...Array.from({ length: depth - 2 }, (_, level) => `a${level + 2}: &a${level + 2} [*a${level + 1}]`),
  ].join('\n');
// A list of nine scalars is ten nodes.
const aliased = (lists: number, scalars: number): string =>
  `l: &l [1,2,3,4,5,6,7,8,9]\ns: &s 1\nx: [${'*l,'.repeat(lists)}${'*s,'.repeat(scalars)}]`;
/** The anchor keeps the fast parser away; blank lines are a token each. */
function ofTokens(count: number): string {
  const text = `${'- x\n'.repeat(90_000)}- &a x\n`;
  return text + '\n'.repeat(count - [...new Lexer().lex(text)].length);
}

const { bytes, tokens, depth, repeatedNodes, integerDigits } = METADATA_LIMITS;
const PAIRS: readonly (readonly [string, string, Pair])[] = [
  ['bytes', 'too-large', ['#'.repeat(bytes - 5) + '\na: 1', '#'.repeat(bytes - 4) + '\na: 1']],
  ['tokens', 'too-large', [ofTokens(tokens), ofTokens(tokens + 1)]],
  ['flow depth', 'too-deep', [nested(depth), nested(depth + 1)]],
  ['block depth', 'too-deep', [nestedBlocks(depth), nestedBlocks(depth + 1)]],
  ['depth through aliases', 'too-deep', [nestedAliases(depth), nestedAliases(depth + 1)]],
  ['repeated nodes', 'too-many-aliases', [aliased(repeatedNodes / 10, 0), aliased(repeatedNodes / 10, 1)]],
  [
    'digits of a decimal number',
    'invalid-value',
    [`a: ${'1'.repeat(integerDigits)}`, `a: ${'1'.repeat(integerDigits + 1)}`],
  ],
];

describe('limits', () => {
  it('cannot be changed', () => {
    expect(Object.isFrozen(METADATA_LIMITS)).toBe(true);
  });

  it.each(PAIRS)('%s', async (_, code, [atLimit, over]) => {
    expect(await codeOf(atLimit)).toBe('ok');
    expect(await codeOf(over)).toBe(code);
  });
});
