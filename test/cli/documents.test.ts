import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeWithGit, gitRepository } from '../support/git-repository.js';
import { schemaErrors } from '../support/readers/schemas.js';
import { EXAMPLE_FLEET, runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet, temporaryFolder } from '../support/temporary-fleet.js';

interface Document {
  readonly version: number;
  readonly generatedAt: string;
  readonly warnings: readonly { readonly code: string; readonly level: string; readonly message: string }[];
  readonly fleet: { readonly revision: string | null; readonly commit: string | null; readonly clean: boolean | null };
}

const METADATA = 'airbyte-integrations/connectors/source-a/metadata.yaml';
const OTHER = 'airbyte-integrations/connectors/source-b/metadata.yaml';

async function documentOf(root: string, args: readonly string[] = ['list'], env = {}): Promise<Document> {
  const ran = await runFleetq([...args, '-o', 'json', '--root', root], { env });
  return JSON.parse(ran.stdout) as Document;
}

const checkout = async (root: string, args?: readonly string[], env = {}) => {
  const { commit, clean } = (await documentOf(root, args, env)).fleet;
  return { commit, clean };
};

const LINES: readonly (readonly string[])[] = [
  ['list'],
  ['list', '--columns', 'name'],
  ['show', 'source-harbor'],
  ['stats'],
  ['fields'],
  ['queries'],
  ['images'],
  ['explain', 'migrated-certified'],
  ['check'],
  ['migrate', '--dry-run', '--name', 'source-*', '--pr', '1'],
];

describe('every document says when it was made, and from what', () => {
  it.each(LINES.map((line) => [line.join(' '), line] as const))('%s', async (_title, line) => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const document = await documentOf(EXAMPLE_FLEET, line);
    expect(schemaErrors(line[0] ?? '', document)).toEqual([]);
    expect(document.version).toBe(2);
    expect(Date.parse(document.generatedAt)).toBeGreaterThanOrEqual(before);
    expect(document.generatedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(document.fleet).toHaveProperty('commit');
    expect(document.fleet).toHaveProperty('clean');
  });

  it('SOURCE_DATE_EPOCH makes it the same, whenever it is made', async () => {
    const env = { SOURCE_DATE_EPOCH: '1727784000' };
    for (const form of ['json', 'yaml', 'openmetrics']) {
      const runs = await Promise.all(
        [1, 2].map(() => runFleetq(['list', '-o', form, '--root', EXAMPLE_FLEET], { env })),
      );
      expect(runs[0]?.stdout).toBe(runs[1]?.stdout);
      expect(runs[0]?.stdout).toMatch(/2024-10-01T12:00:00Z|fleetq_run_timestamp_seconds 1727784000\n/);
    }
  });

  it.each(['x', '-1', '1.5', '999999999999999'])(
    'SOURCE_DATE_EPOCH=%s is refused, and names are not dated',
    async (epoch) => {
      const env = { SOURCE_DATE_EPOCH: epoch };
      const ran = await runFleetq(['list', '-o', 'json', '--root', EXAMPLE_FLEET], { env });
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(ran.stderr).toContain('SOURCE_DATE_EPOCH');
      expect(await runFleetq(['list', '-o', 'names', '--root', EXAMPLE_FLEET], { env })).toMatchObject({ code: 0 });
    },
  );
});

describeWithGit('the commit, and whether the work tree is clean', () => {
  it('follows what git status says', async () => {
    const repository = gitRepository({ [METADATA]: 'data: {name: a}\n', '.gitignore': '*.log\n' });
    const { root } = repository;
    const commit = repository.git('rev-parse', 'HEAD');
    expect(await checkout(root)).toEqual({ commit, clean: true });
    repository.write('ignored.log', '');
    expect(await checkout(root)).toEqual({ commit, clean: true });
    repository.write(METADATA, 'data: {name: b}\n');
    expect(await checkout(root)).toEqual({ commit, clean: false });
    repository.git('add', '--all');
    expect(await checkout(root)).toEqual({ commit, clean: false });
    const next = repository.commit();
    expect(await checkout(root)).toEqual({ commit: next, clean: true });
    repository.write(OTHER, 'data: {name: c}\n');
    expect(await checkout(root)).toEqual({ commit: next, clean: false });
    expect(await checkout(root, ['list', '--rev', 'HEAD~1'])).toEqual({ commit, clean: true });
  });

  it('whatever the user has git status show', async () => {
    const repository = gitRepository({ [METADATA]: 'data: {name: a}\n' });
    repository.git('config', 'status.showUntrackedFiles', 'no');
    repository.write('new', '');
    expect(await checkout(repository.root)).toMatchObject({ clean: false });
  });

  it('a detached HEAD, packed references and a linked work tree', async () => {
    const repository = gitRepository({ [METADATA]: 'data: {name: a}\n' });
    const commit = repository.git('rev-parse', 'HEAD');
    repository.git('pack-refs', '--all');
    const linked = join(temporaryFolder(), 'linked');
    repository.git('worktree', 'add', '--quiet', '--detach', linked);
    expect(await checkout(repository.root)).toEqual({ commit, clean: true });
    expect(await checkout(linked)).toEqual({ commit, clean: true });
  });

  it('before the first commit, outside of a repository, and without git', async () => {
    const repository = gitRepository();
    repository.write(METADATA, 'data: {name: a}\n');
    expect(await checkout(repository.root)).toEqual({ commit: null, clean: false });
    const root = temporaryFleet({ 'source-a/metadata.yaml': 'data: {}\n' });
    expect(await checkout(root)).toEqual({ commit: null, clean: null });
    const committed = gitRepository({ [METADATA]: 'data: {name: a}\n' });
    expect(await checkout(committed.root, ['list'], { PATH: temporaryFolder() })).toEqual({
      commit: null,
      clean: null,
    });
  });

  it('git that takes too long leaves it open, and is not waited for', async () => {
    const repository = gitRepository({ [METADATA]: 'data: {name: a}\n' });
    const folder = temporaryFolder();
    const script = `#!/bin/sh\nfor word; do [ "$word" = status ] && exec sleep 60; done\nPATH='${process.env.PATH ?? ''}' exec git "$@"\n`;
    writeFileSync(join(folder, 'git'), script);
    chmodSync(join(folder, 'git'), 0o755);
    const path = `${folder}:${process.env.PATH ?? ''}`;
    const commit = repository.git('rev-parse', 'HEAD');
    expect(await checkout(repository.root, ['list'], { PATH: path })).toEqual({ commit, clean: null });
  });
});

describe('the warnings that a person sees', () => {
  it.each<[string, readonly string[], string, string]>([
    ['a name', ['list', '--name', 'source-harbro'], 'unknown-name', 'warning'],
    ['a field', ['list', '--columns', 'data.nmae'], 'unknown-field', 'warning'],
    ['undecided connectors', ['list', '-q', 'data.ab_internal.ql > 1'], 'undecided', 'note'],
    ['a doubtful query', ['list', '-q', "data.name is 'x'"], 'is-literal', 'warning'],
    ['a closed gate', ['list', '--fail-if-any'], 'gate', 'error'],
  ])('%s', async (_title, args, code, level) => {
    const ran = await runFleetq([...args, '-o', 'json', '--root', EXAMPLE_FLEET]);
    const { warnings } = JSON.parse(ran.stdout) as Document;
    expect(warnings).toContainEqual(expect.objectContaining({ code, level }));
    for (const { message } of warnings) expect(ran.stderr).toContain(message.split('\n')[0]);
    const quiet = await runFleetq([...args, '-o', 'json', '--quiet', '--root', EXAMPLE_FLEET]);
    expect((JSON.parse(quiet.stdout) as Document).warnings).toEqual(warnings);
  });

  it('an unreadable file, and one that its author should look at', async () => {
    const root = temporaryFleet({
      'source-a/metadata.yaml': 'data: {name: a, name: b}\n',
      'source-b/metadata.yaml': 'data: [\n',
    });
    const { warnings } = await documentOf(root);
    expect(warnings.map(({ code }) => code).sort()).toEqual(['file', 'unreadable', 'unreadable']);
  });
});

it('counts are called the same thing in every document', async () => {
  const documents = await Promise.all(LINES.map((line) => documentOf(EXAMPLE_FLEET, line)));
  const kinds = new Map<string, Set<string>>();
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, `${path}[]`);
    if (typeof value !== 'object' || value === null || Array.isArray(value) || /data$|key$/.test(path)) return;
    for (const [key, inner] of Object.entries(value)) {
      // At the top stand the rows, in items and in `fleet` how many there are.
      const name = path === '' && key === 'connectors' ? 'connectors (rows)' : key;
      if (typeof inner === 'number' || key === 'connectors')
        kinds.set(name, new Set([...(kinds.get(name) ?? []), Array.isArray(inner) ? 'list' : typeof inner]));
      visit(inner, path === '' ? key : `${path}.${key}`);
    }
  };
  for (const document of documents) visit(document, '');
  expect([...kinds].filter(([, kind]) => kind.size > 1)).toEqual([]);
  expect(kinds.get('connectors')).toEqual(new Set(['number']));
});
