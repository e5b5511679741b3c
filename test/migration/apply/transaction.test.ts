import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { recover } from '../../../src/migration/apply/recover.js';
import { applyAll } from '../../../src/migration/apply/transaction.js';
import { temporaryFolder, writeFiles } from '../../support/temporary-fleet.js';
import { AFTER, BEFORE, exampleEdits } from './example-edits.js';

/** More than the calls of a whole run, so that the last child lives. */
const MOST_CALLS = 60;
const PATIENCE = 180_000;

let script = '';
beforeAll(async () => {
  const entry = join(import.meta.dirname, 'dies-at.ts');
  const built = await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    write: false,
    banner: { js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);" },
  });
  script = built.outputFiles[0]?.text ?? '';
});

function filesIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  return Object.fromEntries(
    paths.filter((path) => statSync(path).isFile()).map((path) => [relative(folder, path), readFileSync(path, 'utf8')]),
  );
}

/** Runs the edits in a process that dies, or meets a broken disk, at one call. */
async function runDeadly(
  call: number,
  how: 'die' | 'fail',
): Promise<{ root: string; state: string; finished: boolean }> {
  const folder = temporaryFolder();
  const [root, state] = [join(folder, 'root'), join(folder, 'state')];
  writeFiles(root, BEFORE);
  mkdirSync(state);
  writeFileSync(join(folder, 'dies-at.mjs'), script);
  const child = spawn(process.execPath, [join(folder, 'dies-at.mjs'), root, state, String(call), how], {
    stdio: 'ignore',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return { root, state, finished: code === 0 };
}

describe('all edits or none', () => {
  it('holds wherever the process is killed, once the journal is settled', { timeout: PATIENCE }, async () => {
    const outcomes: string[] = [];
    for (let call = 1; call <= MOST_CALLS; call++) {
      const { root, state, finished } = await runDeadly(call, 'die');
      recover(state, root);
      const files = filesIn(root);
      const outcome = finished ? 'finished' : 'a/Dockerfile' in files ? 'none' : 'all';
      expect(files, `killed at call ${call}`).toEqual(outcome === 'none' ? BEFORE : AFTER);
      expect(readdirSync(state), `killed at call ${call}`).toEqual([]);
      outcomes.push(outcome);
      if (finished) break;
    }
    // The kills reached every part of the work: before the commit, after it, and beyond the end.
    expect([...new Set(outcomes)]).toEqual(['none', 'all', 'finished']);
  });

  it('holds wherever the disk fails, at once', { timeout: PATIENCE }, async () => {
    const outcomes = new Set<string>();
    for (let call = 1; call <= MOST_CALLS; call++) {
      const { root, state, finished } = await runDeadly(call, 'fail');
      // What cannot even be cleared away after a failure is settled by the next run.
      recover(state, root);
      const files = filesIn(root);
      const outcome = 'a/Dockerfile' in files ? 'none' : 'all';
      expect(files, `failed at call ${call}`).toEqual(outcome === 'none' ? BEFORE : AFTER);
      outcomes.add(`${outcome}${finished ? '' : ' after a failure'}`);
      if (finished) break;
    }
    expect(outcomes).toContain('none after a failure');
    expect(outcomes).toContain('all');
  });

  it('keeps the permissions of files', () => {
    const root = temporaryFolder();
    const state = temporaryFolder();
    writeFiles(root, BEFORE);
    chmodSync(join(root, 'a/metadata.yaml'), 0o755);
    applyAll(root, exampleEdits(), state);
    expect(statSync(join(root, 'a/metadata.yaml')).mode & 0o777).toBe(0o755);
    expect(filesIn(root)).toEqual(AFTER);
  });

  it('refuses where a file changed after it was read', () => {
    const root = temporaryFolder();
    const state = temporaryFolder();
    writeFiles(root, { ...BEFORE, 'docs/a.md': 'saved meanwhile\n' });
    expect(() => applyAll(root, exampleEdits(), state)).toThrow(/docs\/a\.md changed while/);
    expect(filesIn(root)).toEqual({ ...BEFORE, 'docs/a.md': 'saved meanwhile\n' });
  });

  it('does not finish over what somebody wrote since', { timeout: PATIENCE }, async () => {
    for (let call = 1; call <= MOST_CALLS; call++) {
      const { root, state } = await runDeadly(call, 'die');
      const journal = existsSync(join(state, 'journal.json')) ? readFileSync(join(state, 'journal.json'), 'utf8') : '';
      if (!journal.includes('"committed"') || !existsSync(join(root, 'a/Dockerfile'))) continue;
      writeFiles(root, { 'docs/a.md': 'mine\n' });
      if (readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.new')).length === 0) continue;
      expect(() => recover(state, root)).toThrow(/somebody changed docs\/a\.md since/);
      expect(readFileSync(join(root, 'docs/a.md'), 'utf8')).toBe('mine\n');
      return;
    }
    throw new Error('no kill left a committed journal');
  });
});
