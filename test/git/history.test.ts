import { expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/fleet/config.js';
import { workTree } from '../../src/fleet/file-tree.js';
import { revisionTree } from '../../src/git/revision-tree.js';
import { describeWithGit, repositoryIn } from '../support/git-repository.js';
import { temporaryFolder } from '../support/temporary-fleet.js';
import { expectSameTrees } from './same-trees.js';

const source = process.env.FLEETQ_HISTORY_BUNDLE;
const COMMITS = 20;

describeWithGit('commits of a real history', () => {
  test('hold the same files as their checkouts', { timeout: 600_000 }, async ({ skip }) => {
    if (source === undefined)
      return skip('FLEETQ_HISTORY_BUNDLE names no git bundle or repository with metadata.yaml files');
    const repository = repositoryIn(temporaryFolder());
    repository.git('clone', '--quiet', source, '.');
    const history = repository.git('rev-list', '--first-parent', 'HEAD', '--', ':(glob)**/metadata.yaml').split('\n');
    const step = Math.max(1, Math.floor(history.length / COMMITS));
    const commits = history.filter((_, index) => index % step === 0).slice(0, COMMITS);
    const found: number[] = [];
    for (const commit of commits) {
      repository.git('checkout', '--quiet', '--force', commit);
      const tree = await revisionTree(repository.root, commit);
      await expectSameTrees(tree, workTree(repository.root), [DEFAULT_CONFIG.metadata, ['**']], DEFAULT_CONFIG.ignore);
      found.push((await tree.find(DEFAULT_CONFIG.metadata, DEFAULT_CONFIG.ignore)).paths.length);
      await tree.close();
    }
    expect(found).toHaveLength(Math.min(COMMITS, history.length));
    expect(Math.min(...found)).toBeGreaterThan(0);
  });
});
