import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder, stateFolderOfUser } from '../../src/io/user-folders.js';
import { runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet, temporaryFolder } from '../support/temporary-fleet.js';

describe.skipIf(process.platform === 'win32')('folders that would lie in a checkout are not used', () => {
  it.each([
    ['a relative FLEETQ_CACHE_DIR', { FLEETQ_CACHE_DIR: 'tmp', HOME: '/home/x' }],
    ['an empty FLEETQ_CACHE_DIR', { FLEETQ_CACHE_DIR: '', HOME: '/home/x' }],
    ['a relative XDG_CACHE_HOME', { XDG_CACHE_HOME: 'tmp', HOME: '/home/x' }],
    ['an empty XDG_CACHE_HOME', { XDG_CACHE_HOME: '', HOME: '/home/x' }],
  ])('%s', (_title, variables) => {
    expect(cacheFolder(variables)).toMatch(/^\/home\/x\/.*fleetq$/);
  });

  it.each(['', 'home', '.'])('HOME=%s', (home) => {
    expect(cacheFolder({ HOME: home })).toMatch(/^\//);
    expect(stateFolderOfUser({ HOME: home, XDG_STATE_HOME: 'state' })).toMatch(/^\//);
  });

  it('an absolute one is', () => {
    expect(cacheFolder({ FLEETQ_CACHE_DIR: '/cache' })).toBe('/cache');
    expect(cacheFolder({ XDG_CACHE_HOME: '/xdg' })).toMatch(
      process.platform === 'darwin' ? /Caches/ : /^\/xdg\/fleetq$/,
    );
  });

  it('nothing is written into the working folder', async () => {
    const root = temporaryFleet({ 'source-a/metadata.yaml': 'data: {}\n' });
    const home = join(temporaryFolder(), 'home');
    mkdirSync(home);
    const env = { FLEETQ_CACHE_DIR: 'tmp', XDG_CACHE_HOME: 'tmp', HOME: home };
    expect(await runFleetq(['list', '-o', 'names'], { cwd: root, env })).toMatchObject({
      code: 0,
      stdout: 'source-a\n',
    });
    expect(readdirSync(root)).toEqual(['airbyte-integrations']);
  });
});
