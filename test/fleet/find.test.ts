import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/fleet/config.js';
import { findOnDisk } from '../../src/fleet/find-on-disk.js';
import { findPlainly } from '../../src/fleet/find-plainly.js';
import { writeFiles } from '../support/temporary-fleet.js';
import { FIRST, someChange } from './cache/changes.js';

const quiet = (): void => undefined;

it('finds what the library finds, whatever lies there', { timeout: 60_000 }, () => {
  const globs = [
    DEFAULT_CONFIG.metadata,
    ['airbyte-integrations/*/*/metadata.yaml'],
    ['airbyte-integrations/connectors/*-*/*.yaml'],
    ['airbyte-integrations/connectors/*/source_a/manifest.yaml'],
    ['airbyte-integrations/connectors/source-a/metadata.yaml'],
  ];
  fc.assert(
    fc.property(
      fc.array(someChange, { maxLength: 10 }),
      fc.constantFrom(...globs),
      fc.constantFrom(DEFAULT_CONFIG.ignore, [], ['**/source-a/**']),
      (changes, glob, ignore) => {
        const root = mkdtempSync(join(tmpdir(), 'fleetq-test-'));
        try {
          writeFiles(join(root, 'airbyte-integrations', 'connectors'), FIRST);
          for (const { apply } of changes) apply(root);
          expect(findPlainly(root, glob, ignore, quiet)).toEqual(findOnDisk(root, glob, ignore, quiet));
        } finally {
          rmSync(root, { recursive: true, force: true });
        }
      },
    ),
    { numRuns: 100 },
  );
});

it.each([
  ['**/metadata.yaml'],
  ['a/{b,c}.yaml'],
  ['a/?.yaml'],
  ['../a/*.yaml'],
  ['!a/*.yaml'],
  ['a/+(b).yaml'],
  ['a/[b].yaml'],
])('leaves %s to the library', (glob) => {
  expect(findPlainly('/', [glob], [], quiet)).toBeNull();
  expect(findPlainly('/', ['a/*.yaml'], [glob], quiet)).toBeNull();
});
