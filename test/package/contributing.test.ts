import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT } from '../support/run-fleetq.js';

const page = readFileSync(join(PROJECT, 'CONTRIBUTING.md'), 'utf8');

it('CONTRIBUTING.md names files that are there', () => {
  const named = [...page.matchAll(/`([\w.-]+\/[\w./-]*)/g)].map(([, path = '']) => path);
  const paths = named.filter((path) => !/NAME|node_modules|^dist\/|^commands\/|^try\//.test(path));
  expect(paths.length).toBeGreaterThan(15);
  expect(paths.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
});

it('CONTRIBUTING.md names scripts that there are', () => {
  const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { scripts: object };
  const named = [...page.matchAll(/npm run ([\w-]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
