import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cloneOf, describeWithGit, gitRepository, repositoryIn } from '../support/git-repository.js';
import { runFleetq } from '../support/run-fleetq.js';
import { temporaryFolder } from '../support/temporary-fleet.js';

const METADATA = 'airbyte-integrations/connectors/source-a/metadata.yaml';
const CERTIFIED = 'data:\n  supportLevel: certified\n';

/** A command that leaves a trace when git runs it, and the trace. */
function trap(): { command: string; trace: string } {
  const folder = temporaryFolder();
  const [script, trace] = [join(folder, 'trap.sh'), join(folder, 'trace')];
  writeFileSync(script, `#!/bin/sh\ntouch '${trace}'\n`, { mode: 0o755 });
  return { command: script, trace };
}

const LINES: readonly (readonly string[])[] = [
  ['list', '-o', 'json'],
  ['stats', '-o', 'yaml'],
  ['list', '--modified', '--base', 'HEAD', '-o', 'names'],
  ['list', '--metadata-changes-only', '--base', 'HEAD', '-o', 'names'],
  ['check', 'source-a', '-o', 'count'],
  ['migrate', 'source-a', '--dry-run', '--base-image', `docker.io/a/b:1.0.0@sha256:${'a'.repeat(64)}`],
];

describeWithGit('commands that a repository names are not run', () => {
  it.each(LINES.map((line) => [line.join(' '), line] as const))('%s', async (_title, line) => {
    const { command, trace } = trap();
    const repository = gitRepository({ [METADATA]: CERTIFIED });
    repository.git('config', 'core.fsmonitor', command);
    repository.git('config', 'core.hooksPath', temporaryFolder());
    repository.git('config', 'diff.external', command);
    repository.write(METADATA, 'data:\n  supportLevel: community\n');
    const ran = await runFleetq(line, { cwd: repository.root, env: { GIT_EXTERNAL_DIFF: command } });
    expect(ran.stderr).not.toContain('fatal');
    expect(existsSync(trace)).toBe(false);
  });

  it('a change is seen all the same', async () => {
    const repository = gitRepository({ [METADATA]: CERTIFIED });
    repository.git('config', 'core.fsmonitor', trap().command);
    repository.write(METADATA, 'data:\n  supportLevel: community\n');
    expect(
      await runFleetq(['list', '--modified', '--base', 'HEAD', '-o', 'names'], { cwd: repository.root }),
    ).toMatchObject({ code: 0, stdout: 'source-a\n' });
  });

  it('a bare repository inside a checkout is not taken for a repository', async () => {
    const { command, trace } = trap();
    const repository = gitRepository({ [METADATA]: CERTIFIED });
    const inner = join(repository.root, 'sub');
    repository.git('init', '--quiet', '--bare', inner);
    repositoryIn(inner).git('config', 'core.worktree', repository.root);
    repositoryIn(inner).git('config', 'core.fsmonitor', command);
    repositoryIn(inner).git('config', 'core.bare', 'false');
    repository.write(`sub/${METADATA}`, CERTIFIED);
    await runFleetq(['list', '--modified', '--base', 'HEAD'], { cwd: inner });
    await runFleetq(['list', '--modified', '--base', 'HEAD', '--root', 'sub'], { cwd: repository.root });
    expect(existsSync(trace)).toBe(false);
  });

  it('a missing object is not fetched from a remote that is a command', async () => {
    const { command, trace } = trap();
    const origin = gitRepository({ [METADATA]: CERTIFIED });
    origin.git('config', 'uploadpack.allowFilter', 'true');
    const clone = cloneOf(origin.root, '--filter=blob:none', '--no-checkout');
    clone.git('config', 'remote.origin.url', `ext::${command}`);
    clone.git('config', 'protocol.ext.allow', 'always');
    const ran = await runFleetq(['list', '--rev', 'HEAD'], { cwd: clone.root });
    expect(ran.code).not.toBe(0);
    expect(ran.stderr).not.toContain(' at ');
    expect(existsSync(trace)).toBe(false);
  });
});
