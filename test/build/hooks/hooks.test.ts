import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { containerfile } from '../../../src/build/containerfile.js';
import { hookInstructions } from '../../../src/build/hook-instructions.js';
import { readHooks } from '../../../src/build/hooks/read-hooks.js';
import { type Hooks, type Step, UnreadableHooks } from '../../../src/build/hooks/steps.js';
import { itNeeds } from '../../support/needs.js';
import { callOf } from './calls.js';

const table = (file: string): unknown => parse(readFileSync(join(import.meta.dirname, file), 'utf8'));

const Lines = z.array(z.string());
const SHAPES = z
  .array(z.object({ name: z.string(), module: z.string(), mainFile: z.string().optional(), pre: Lines, post: Lines }))
  .parse(table('shapes.yaml'));
const REFUSED = z
  .array(z.object({ why: z.string(), line: z.number(), module: z.string() }))
  .parse(table('refused.yaml'));

const ENTRYPOINT = ['python', '/airbyte/integration_code/main.py'];

function linesOf(steps: readonly Step[], hook: 'pre' | 'post'): readonly string[] {
  const { instructions, files } = hookInstructions(steps, hook, hook === 'pre' ? null : ENTRYPOINT);
  const stages = [{ from: 'x', name: null, instructions }];
  const text = containerfile({ name: 'x', baseImage: 'x', stages, files, entrypoint: ENTRYPOINT, notes: [] });
  return [
    ...text.split('\n').slice(3, -1),
    ...files.map(
      ({ path, mode, bytes }) => `${path} ${mode.toString(8)}: ${JSON.stringify(Buffer.from(bytes).toString())}`,
    ),
  ];
}

function readAll(module: string): {
  readonly hooks: Hooks;
  readonly pre: readonly string[];
  readonly post: readonly string[];
} {
  const hooks = readHooks(Buffer.from(module));
  return { hooks, pre: linesOf(hooks.pre, 'pre'), post: linesOf(hooks.post, 'post') };
}

function refusalOf(module: string | Uint8Array): UnreadableHooks {
  try {
    const hooks = readHooks(Buffer.from(module));
    linesOf(hooks.pre, 'pre');
    linesOf(hooks.post, 'post');
  } catch (error) {
    if (error instanceof UnreadableHooks) return error;
    throw error;
  }
  throw new Error('it is not refused');
}

describe('a build_customization.py', () => {
  it.each(SHAPES)('is read: $name', ({ module, mainFile, pre, post }) => {
    const read = readAll(module);
    expect(read.hooks.mainFile).toBe(mainFile ?? null);
    expect({ pre: read.pre, post: read.post }).toEqual({ pre, post });
  });

  it.each(REFUSED)('is refused in line $line: $why', ({ module, line, why }) => {
    const refusal = refusalOf(module);
    expect(refusal.line).toBe(line);
    expect(refusal.message).toMatch(new RegExp(why));
    expect(refusal.advice).not.toBe('');
  });

  itNeeds('python3')('asks for what it asks for when it is run', () => {
    const input = JSON.stringify(SHAPES.map(({ module }) => module));
    const script = join(import.meta.dirname, 'reference.py');
    const { stdout } = spawnSync('python3', ['-I', '-W', 'ignore', script], {
      input,
      encoding: 'utf8',
      timeout: 30_000,
    });
    const ran = z.array(z.unknown()).parse(JSON.parse(stdout));
    expect(ran).toEqual(
      SHAPES.map(({ module }) => {
        const { mainFile, pre, post } = readHooks(Buffer.from(module));
        return { mainFile, pre: pre.map(callOf), post: post.map(callOf) };
      }),
    );
  });
});

describe('a module that means harm', () => {
  it.each([
    ['is large', ' '.repeat(65 * 1024), /bytes; at most/],
    ['is no UTF-8', Buffer.from([0x23, 0xff]), /not UTF-8/],
    ['holds a NUL', '# \0', /NUL/],
    ['doubles a text', `A = 'x'\n${'A = A + A\n'.repeat(40)}MAIN_FILE_NAME = A\n`, /too long/],
    ['nests brackets', `MAIN_FILE_NAME = ${'('.repeat(500)}'a'${')'.repeat(500)}`, /nested too deeply/],
    [
      'chains calls',
      `async def pre_connector_install(c): return c${".with_user('a')".repeat(3_000)}`,
      /nested too deeply|not valid/,
    ],
    [
      'loops within loops',
      `L = [${"'a',".repeat(200)}]\nasync def pre_connector_install(c):\n for a in L:\n  for b in L:\n   for d in L:\n    for e in L:\n     c = c\n return c\n`,
      /too long/,
    ],
    [
      'calls itself twice over',
      `def f(c):\n return f(f(c))\nasync def pre_connector_install(c):\n return f(c)\n`,
      /nested too deeply/,
    ],
    ['is called like what JavaScript has', 'async def pre_connector_install(c): return c.constructor()', /constructor/],
    ['asks for what JavaScript has', 'async def pre_connector_install(c): return c.__proto__', /__proto__/],
  ])('%s, and is refused soon', (_, module, why) => {
    const start = performance.now();
    expect(refusalOf(module).message).toMatch(why);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
