import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT } from '../support/run-fleetq.js';

const PAGE = readFileSync(join(PROJECT, 'docs', 'security.md'), 'utf8');
const LAYERS = readFileSync(join(PROJECT, '.dependency-cruiser.cjs'), 'utf8');

const promises = [...PAGE.matchAll(/^\| (?!Promise|-)(.+?) *\| (.+?) *\|$/gm)].map(
  ([, promise = '', tests = '']) => [promise, tests] as const,
);

it('docs/security.md promises something', () => {
  expect(promises.length).toBeGreaterThan(15);
});

it.each(promises)('has a test: %s', (_promise, tests) => {
  const named = [...tests.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  expect(named.filter((name) => name.startsWith('test/'))).not.toEqual([]);
  for (const name of named) {
    if (name.startsWith('test/')) expect([name, existsSync(join(PROJECT, name))]).toEqual([name, true]);
    else expect(LAYERS).toContain(`name: '${name}'`);
  }
});
