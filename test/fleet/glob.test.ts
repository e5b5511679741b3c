import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/fleet/config.js';
import { globFolder, mayHoldMore } from '../../src/fleet/glob.js';
import { writeFiles } from '../support/temporary-fleet.js';
import { FIRST, someChange } from './index/changes.js';

it('lists every folder whose change can change what is found', { timeout: 60_000 }, () => {
  const globs = [
    DEFAULT_CONFIG.metadata,
    ['airbyte-integrations/*/*/metadata.yaml'],
    ['airbyte-integrations/connectors/*-*/*.yaml'],
    ['airbyte-integrations/connectors/*/source_a/manifest.yaml'],
    ['airbyte-integrations/connectors/source-a/metadata.yaml'],
    ['airbyte-integrations/**/metadata.yaml'],
  ];
  const folderIn = (path: string): string => path.slice(0, path.lastIndexOf('/'));
  fc.assert(
    fc.property(
      fc.array(someChange, { maxLength: 6 }),
      fc.array(someChange, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...globs),
      fc.constantFrom(DEFAULT_CONFIG.ignore, [], ['**/source-a/**']),
      (before, after, glob, ignore) => {
        const root = mkdtempSync(join(tmpdir(), 'fleetq-test-'));
        try {
          writeFiles(join(root, 'airbyte-integrations', 'connectors'), FIRST);
          for (const { apply } of before) apply(root);
          const listed = new Set<string>();
          const first = new Set(globFolder(root, glob, ignore, (folder) => listed.add(folder)));
          const watched = new Set([...listed].filter((folder) => mayHoldMore(folder, glob, first)));
          for (const { apply } of after) apply(root);
          const added = globFolder(root, glob, ignore, () => undefined).filter((path) => !first.has(path));
          // A path that came up lies below a folder that is watched, or beside a folder that came up in one.
          for (const path of added) {
            let folder = folderIn(path);
            while (!watched.has(folder) && folder !== '') folder = folder.includes('/') ? folderIn(folder) : '';
            expect({ path, watchedAbove: watched.has(folder) || glob.some((each) => each === path) }).toEqual({
              path,
              watchedAbove: true,
            });
          }
        } finally {
          rmSync(root, { recursive: true, force: true });
        }
      },
    ),
    { numRuns: 100 },
  );
});

it.each([
  ['connectors', true],
  ['connectors/source-a', false],
  ['connectors/source-b', true],
  ['connectors/third-party', true],
  ['connectors/third-party/acme', true],
  ['connectors/third-party/acme/x', false],
  ['elsewhere', false],
])('%s may hold more: %s', (folder, expected) => {
  const globs = ['connectors/*/metadata.yaml', 'connectors/third-party/*/*/metadata.yaml'];
  const found = new Set(['connectors/source-a/metadata.yaml', 'connectors/third-party/acme/x/metadata.yaml']);
  expect(mayHoldMore(folder, globs, found)).toBe(expected);
});

it.each([['**/metadata.yaml'], ['a/{b,c}.yaml'], ['a/?.yaml'], ['a/+(b).yaml'], ['a/[b].yaml']])(
  'of %s, nothing is said for certain',
  (glob) => {
    expect(mayHoldMore('a', [glob], new Set(['a/b.yaml']))).toBe(true);
  },
);
