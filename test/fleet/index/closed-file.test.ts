import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { RACY_WINDOW_MS } from '../../../src/fleet/index/stat-data.js';
import { itNeeds } from '../../support/needs.js';
import { BINARY, plainEnvironment } from '../../support/run-fleetq.js';
import { temporaryFleet, temporaryFolder } from '../../support/temporary-fleet.js';

const METADATA = 'data:\n  supportLevel: certified\n';

/** Nothing is closed to the superuser, unless it gives up that right. */
const RIGHTS = '-dac_override,-dac_read_search';
const launcher = process.getuid?.() === 0 ? ['setpriv', `--bounding-set=${RIGHTS}`, `--inh-caps=${RIGHTS}`] : [];

interface Closable {
  readonly root: string;
  /** One run with the cache, or without it. */
  readonly list: (...args: string[]) => unknown;
  readonly expectSame: (...args: string[]) => void;
}

function closableFleet(): Closable {
  const root = temporaryFleet({
    'source-a/metadata.yaml': METADATA,
    'source-b/metadata.yaml': METADATA,
    'source-b/Dockerfile': '',
  });
  const cache = join(temporaryFolder(), 'cache');
  const list = (...args: string[]) => {
    const [command = '', ...words] = [
      ...launcher,
      process.execPath,
      BINARY,
      'list',
      '--root',
      root,
      '-o',
      'csv',
      ...args,
    ];
    const { status, stdout, stderr } = spawnSync(command, words, {
      encoding: 'utf8',
      env: { ...plainEnvironment(), FLEETQ_CACHE_DIR: cache },
    });
    return { status, stdout, stderr };
  };
  // Twice, so that the second can rely on what the first has stored.
  const expectSame = (...args: string[]): void => {
    const expected = list('--no-cache', ...args);
    expect([list(...args), list(...args)]).toEqual([expected, expected]);
  };
  return { root, list, expectSame };
}

const containing = (text: string): string => expect.stringContaining(text) as string;

describe.skipIf(process.platform === 'win32')('what cannot be opened', () => {
  const it = itNeeds(...launcher.slice(0, 1));

  it('a file: is seen as soon as it can be, though opening it changes no other', async () => {
    const { root, list, expectSame } = closableFleet();
    const file = join(root, 'airbyte-integrations/connectors/source-a/metadata.yaml');
    chmodSync(file, 0o000);
    await sleep(RACY_WINDOW_MS + 50);
    expectSame();
    expect(list()).toMatchObject({ status: 3, stderr: containing('source-a/metadata.yaml: cannot be read') });
    chmodSync(file, 0o644);
    expectSame();
    expect(list()).toMatchObject({ status: 0, stdout: containing('source-a') });
  });

  it.each(['', 'metadata: "airbyte-integrations/**/metadata.yaml"\n'])(
    'a folder, with the configuration %j',
    (config) => {
      const { root, list, expectSame } = closableFleet();
      if (config !== '') writeFileSync(join(root, 'fleetq.yaml'), config);
      const folder = join(root, 'airbyte-integrations/connectors/source-b');
      chmodSync(folder, 0o000);
      expectSame();
      expect(list()).toMatchObject({ status: 3, stdout: containing('source-a'), stderr: containing('/source-b') });
      chmodSync(folder, 0o755);
      expectSame();
      expect(list()).toMatchObject({ status: 0, stdout: containing('source-b') });
    },
  );

  it('a folder that may be entered and not listed: matters where somebody asks for what is in it', async () => {
    const { root, list, expectSame } = closableFleet();
    const folder = join(root, 'airbyte-integrations/connectors/source-b');
    chmodSync(folder, 0o311);
    await sleep(RACY_WINDOW_MS + 50);
    expectSame('--name', 'source-a');
    expect(list('--name', 'source-a')).toMatchObject({ status: 0 });
    expectSame();
    expect(list()).toMatchObject({
      status: 3,
      stdout: containing('source-a'),
      stderr: containing('airbyte-integrations/connectors/source-b: cannot be listed: EACCES'),
    });
    chmodSync(folder, 0o755);
    expectSame();
    expect(list()).toMatchObject({ status: 0 });
  });
});
