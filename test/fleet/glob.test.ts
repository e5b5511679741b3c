import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastGlob from 'fast-glob';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/fleet/config.js';
import { globFolder } from '../../src/fleet/glob.js';
import { writeFiles } from '../support/temporary-fleet.js';
import { FIRST, someChange } from './index/changes.js';

const GLOBS = [
  DEFAULT_CONFIG.metadata,
  ['airbyte-integrations/*/*/metadata.yaml'],
  ['airbyte-integrations/connectors/*-*/*.yaml'],
  ['airbyte-integrations/connectors/*/source_a/manifest.yaml'],
  ['airbyte-integrations/connectors/source-a/metadata.yaml'],
  ['airbyte-integrations/**/metadata.yaml', 'airbyte-integrations/connectors/*/setup.py'],
  ['airbyte-integrations/connectors/*/metadata.yaml', '!**/source-a/**'],
];
const IGNORED = [DEFAULT_CONFIG.ignore, [], ['**/source-a/**'], ['**/metadata.yaml'], ['**/third-party']];

const cases = fc.record({
  before: fc.array(someChange, { maxLength: 8 }),
  after: fc.array(someChange, { minLength: 1, maxLength: 3 }),
  globs: fc.constantFrom(...GLOBS),
  ignore: fc.constantFrom(...IGNORED),
});

async function inFleet(work: (root: string) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'fleetq-test-'));
  try {
    writeFiles(join(root, 'airbyte-integrations', 'connectors'), FIRST);
    await work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

it('finds what fast-glob finds when it lists every folder', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ before, globs, ignore }) => {
      await inFleet(async (root) => {
        for (const { apply } of before) apply(root);
        const options = { cwd: root, ignore: [...ignore], dot: true, followSymbolicLinks: false, suppressErrors: true };
        const expected = fastGlob.sync([...globs], options).sort();
        const { paths } = await globFolder(root, globs, ignore, () => undefined);
        // Beside them stands what is no regular file, for its reader to refuse.
        expect(paths.filter((path) => lstatSync(join(root, path)).isFile())).toEqual(expected);
      });
    }),
    { numRuns: 150 },
  );
});

it('tells of every folder whose entries decide what is found', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ before, after, globs, ignore }) => {
      await inFleet(async (root) => {
        for (const { apply } of before) apply(root);
        const entriesOf = (folder: string): string => {
          try {
            const entries = readdirSync(join(root, folder), { withFileTypes: true });
            return entries.map((entry) => `${entry.name} ${entry.isFile()} ${entry.isDirectory()}`).join('\n');
          } catch {
            return 'none';
          }
        };
        const told = new Map<string, string>();
        const first = await globFolder(root, globs, ignore, (folder) => told.set(folder, entriesOf(folder)));
        for (const { apply } of after) apply(root);
        const second = await globFolder(root, globs, ignore, () => undefined);
        const added = second.paths.filter((path) => !first.paths.includes(path));
        const isStatic = globs.every((glob) => !glob.includes('*'));
        const changed = [...told].filter(([folder, entries]) => entriesOf(folder) !== entries);
        if (!isStatic)
          expect({ added, noticed: added.length === 0 || changed.length > 0 }).toEqual({ added, noticed: true });
      });
    }),
    { numRuns: 150 },
  );
});
