import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileQuery, QuerySyntaxError } from '../../../src/index.js';
import { hasPython, PythonServer } from '../../support/python.js';

const RUNS = Number(process.env.FLEETQ_DIFFERENTIAL_RUNS ?? 3000);

const TOKENS = [
  'data',
  'x',
  '1',
  '2.5',
  '0x1F',
  '1_0',
  '07',
  '00',
  '1e3',
  '1.',
  '.5',
  "'a'",
  '"b"',
  "r'\\d'",
  "''",
  "f'{data}'",
  "f'{1:>5}'",
  'None',
  'True',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  '.',
  ' ',
  '\n',
  '+',
  '-',
  '*',
  '/',
  '//',
  '%',
  '**',
  '~',
  '&',
  '|',
  '^',
  '<<',
  '>>',
  '<',
  '>',
  '<=',
  '>=',
  '==',
  '!=',
  '=',
  'not',
  'and',
  'or',
  'in',
  'is',
  'if',
  'else',
  'for',
  'lambda',
  '*data',
  '**data',
  'data.a',
  'data[0]',
  'len(x)',
  'k=1',
  '#c',
  '1if 1else 2',
  'for x in data',
  'for x, y in data',
  'if x',
  '[1:2]',
  '(1,)',
  '{1:2}',
  '{1}',
  'é',
  "u'x'",
  "'''t'''",
  'await',
  'async',
  'yield',
] as const;

const tokens = fc.array(fc.constantFrom(...TOKENS), { minLength: 1, maxLength: 6 });
const spaced = tokens.map((parts) => parts.join(' '));
const texts = fc.oneof(
  spaced,
  tokens.map((parts) => parts.join('')),
  spaced.map((text) => `(${text})`),
  spaced.map((text) => `[${text}]`),
  spaced.map((text) => `{${text}}`),
  spaced.map((text) => `len(${text})`),
  spaced.map((text) => `data[${text}]`),
);

/** What Python's parser takes and its compiler then refuses: unpacking outside a collection, and an argument that is named twice. */
const LEFT_TO_THE_COMPILER = /^\s*\*|data\[\s*\*|k=1.*k=1/s;

function read(text: string): 'read' | QuerySyntaxError {
  try {
    compileQuery(text, { names: ['data', 'x', 'y', 'k', 'é'] });
    return 'read';
  } catch (error) {
    if (error instanceof QuerySyntaxError) return error;
    throw error;
  }
}

describe.skipIf(!hasPython('simpleeval', 'yaml'))("Python's own parser", () => {
  let server: PythonServer;

  beforeAll(async () => {
    server = new PythonServer(fileURLToPath(new URL('simpleeval_server.py', import.meta.url)));
    await server.greeting();
  });
  afterAll(() => {
    server.stop();
  });

  it(`takes the same texts for expressions, ${RUNS} times`, { timeout: 60_000 + RUNS * 10 }, async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const python = JSON.stringify(await server.ask({ syntax: text }));
        // Behind a comment on a line of its own, fleetq lets the query start with spaces.
        if (python.includes('unexpected indent')) return;
        const ours = read(text);
        if (python.includes('"error"')) expect(ours, text).not.toBe('read');
        else if (python.includes('"expression"') && ours !== 'read' && !LEFT_TO_THE_COMPILER.test(text))
          expect(
            ['unknown-name', 'unknown-function', 'unknown-method', 'not-available'],
            `${text}\n${ours.message}`,
          ).toContain(ours.code);
      }),
      { numRuns: RUNS },
    );
  });
});
