import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { z } from 'zod';
import { readHooks } from '../../../src/build/hooks/read-hooks.js';
import { UnreadableHooks } from '../../../src/build/hooks/steps.js';
import { itNeeds } from '../../support/needs.js';
import { callOf } from './calls.js';

/** Expressions and statements of Python, most of which are on the list of what is read. */
const { text, condition } = fc.letrec<{ text: string; list: string; condition: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'x' },
    fc.constantFrom(
      `'a'`,
      `"b\\n\\x41\\t\\\\"`,
      `r'\\d'`,
      `''`,
      `'''q\n  "'''`,
      'A',
      'B',
      'u',
      '"\\u20ac\\101"',
      `'it\\'s' "x"`,
    ),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `${a} + ${b}`),
    fc.tuple(tie('text'), tie('list')).map(([a, b]) => `(${a}).join(${b})`),
    tie('text').map((a) => `(${a}).strip()`),
    tie('text').map((a) => `dedent(${a})`),
    fc.constantFrom(`f'{A}-{{}}{B}\\n{N}'`, `f"{A}" 'c' f'{True}{None}'`, `f'''{ A }'''`, `rf'\\{A}'`),
    fc.tuple(tie('text'), tie('condition'), tie('text')).map(([a, c, b]) => `(${a} if ${c} else ${b})`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} or ${b})`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `same(${a}, other=${b})`),
  ),
  list: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'x' },
    fc.constantFrom('L', '[]', '("x", "y")', '["z",]'),
    fc.array(tie('text'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc.tuple(tie('list'), tie('text')).map(([list, item]) => `[*${list}, ${item}]`),
    fc.constantFrom('L + ["w"]', 'L + L'),
  ),
  condition: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'x' },
    fc.constantFrom(
      'A',
      'not B',
      'L',
      'True',
      'False',
      'None',
      'N',
      'A is None',
      'A is not None',
      '0x10 == 16',
      'N == 3',
    ),
    fc
      .tuple(tie('text'), fc.constantFrom('==', '!=', 'in', 'not in'), tie('text'))
      .map(([a, o, b]) => `${a} ${o} ${b}`),
    fc.tuple(tie('text'), tie('list')).map(([a, b]) => `${a} in ${b}`),
    fc.tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition')).map(([a, o, b]) => `${a} ${o} ${b}`),
    fc.tuple(fc.constantFrom('not ', ''), tie('condition')).map(([no, a]) => `${no}(${a})`),
    tie('condition').map((a) => `not ${a}`),
  ),
}));

const indent = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => `    ${line.replaceAll('\n', '\\n')}`);

const { block } = fc.letrec<{ block: readonly string[]; line: readonly string[] }>((tie) => ({
  block: fc.array(tie('line'), { minLength: 1, maxLength: 3 }).map((lines) => lines.flat()),
  line: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'x' },
    text.map((a) => [`c = c.with_env_variable('A', ${a})`]),
    fc.tuple(text, text).map(([a, b]) => [`c = c.with_exec([${a}, ${b}], use_entrypoint=True).with_user(${a})`]),
    text.map((a) => [`u = ${a}`]),
    text.map((a) => [`u += ${a}`]),
    text.map((a) => [`u = v = ${a}`]),
    fc.constantFrom(
      ['return c'],
      ['pass'],
      ['c = helper(c)'],
      ['c = await later(c)'],
      ['"doc"'],
      ['c.with_user("lost")'],
    ),
    fc
      .tuple(condition, tie('block'), tie('block'))
      .map(([a, yes, no]) => [`if ${a}:`, ...indent(yes), 'else:', ...indent(no)]),
    fc.tuple(condition, tie('block')).map(([a, yes]) => [`if ${a}:`, ...indent(yes)]),
    tie('block').map((lines) => ['for u in L:', ...indent(lines)]),
  ),
}));

const HEAD = `from textwrap import dedent
A = 'a b'
B = ''
N = 3
L = ['x', 'y']


def same(text, other='o'):
    if other == text:
        return 'both'
    return text


def helper(c):
    return c.with_workdir(A)


async def later(c, name='n'):
    return await c.with_user(name)


async def pre_connector_install(c):
    u = 'u'
`;

const Ran = z.array(z.object({ mainFile: z.null(), pre: z.unknown(), post: z.unknown() }).nullable());

itNeeds('python3')('what is read of a module is what running it asks for', () => {
  const modules = fc
    .sample(block, { numRuns: 1_500, seed: 20241001 })
    .map((lines) => `${HEAD}${indent(lines).join('\n')}\n    return c\n`);
  const read = modules.map((module) => {
    try {
      return readHooks(Buffer.from(module)).pre.map(callOf);
    } catch (error) {
      if (error instanceof UnreadableHooks) return null;
      throw error;
    }
  });
  const input = JSON.stringify(modules);
  const script = join(import.meta.dirname, 'reference.py');
  const { stdout } = spawnSync('python3', ['-I', '-W', 'ignore', script], { input, encoding: 'utf8', timeout: 60_000 });
  const ran = Ran.parse(JSON.parse(stdout));
  const differing = modules.flatMap((module, index) => {
    const [told, asked] = [read[index], ran[index]?.pre];
    return told === null || JSON.stringify(sorted(told)) === JSON.stringify(sorted(asked))
      ? []
      : [{ module, told, asked }];
  });
  expect(differing.slice(0, 2)).toEqual([]);
  // Most of what runs is read, or the test would tell nothing.
  const readable = read.filter((calls) => calls !== null).length;
  expect(readable).toBeGreaterThan(modules.length * 0.6);
});

/** JSON with its keys in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
