import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../src/fleet/config.js';
import { loadIndex } from '../../../src/fleet/index/index-file.js';
import { describeWithGit, gitRepository } from '../../support/git-repository.js';
import { temporaryFolder } from '../../support/temporary-fleet.js';
import { anew, fileOf, indexed } from './support.js';

const CONFIG = { ...DEFAULT_CONFIG, metadata: ['**/metadata.yaml'] };
// A kernel's clock ticks every 10 ms at the most.
const TICK_MS = 12;

describeWithGit('an index of another layout', () => {
  it('gives what no index gives, wherever the rules of git change', async () => {
    const repository = gitRepository({ 'a/metadata.yaml': 'data: {}\n', 'b/c/metadata.yaml': 'data: {}\n' });
    const { root, git } = repository;
    const cache = temporaryFolder();
    repository.write('new/metadata.yaml', 'data: {}\n');
    const seen: (readonly string[])[] = [];
    const steps: readonly (() => unknown)[] = [
      () => undefined,
      () => repository.write('.gitignore', 'new\n'),
      () => repository.write('.gitignore', 'b/c\n'),
      () => repository.write('.git/info/exclude', 'new\n'),
      () => git('rm', '--quiet', '--cached', 'b/c/metadata.yaml'),
      () => git('add', '--force', 'new'),
      () => repository.write('.gitignore', ''),
      () => repository.write('.gitignore', 'metadata.yaml'),
      () => git('config', 'core.excludesFile', '.gitignore'),
      () => repository.remove('.git'),
    ];
    for (const change of steps) {
      change();
      await sleep(TICK_MS + 3);
      const expected = await anew(root, CONFIG);
      // Once to remember, once to rely on it.
      for (let run = 0; run < 2; run++)
        expect(await indexed(root, cache, { config: CONFIG, racyWindowMs: TICK_MS })).toEqual(expected);
      const { searched, entries } = loadIndex(fileOf(root, cache, CONFIG));
      expect(searched).not.toBeNull();
      seen.push(entries.map(({ path }) => path.replace('/metadata.yaml', '')));
    }
    expect(seen.map((names) => names.join(' '))).toEqual([
      'a b/c new',
      'a b/c',
      'a b/c new',
      'a b/c',
      'a',
      'a new',
      'a b/c new',
      'a new',
      'a new',
      'a b/c new',
    ]);
  });
});
