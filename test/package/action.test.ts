import { cpSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { gitRepository } from '../support/git-repository.js';
import { EXAMPLE_FLEET, PROJECT } from '../support/run-fleetq.js';
import { temporaryFolder } from '../support/temporary-fleet.js';
import { type JobResult, readAction, runAction } from './composite-action.js';
import { hasRegistry, pack } from './package.js';

const action = readAction(join(PROJECT, 'action.yml'));

const Step = z.object({ uses: z.string().optional(), with: z.record(z.string(), z.coerce.string()).optional() });
const Recipe = z.object({ jobs: z.object({ connectors: z.object({ steps: z.array(Step) }) }) });

/** A checkout of the example fleet. */
function workspace(): string {
  const folder = temporaryFolder();
  cpSync(EXAMPLE_FLEET, folder, { recursive: true });
  return folder;
}

it('no script has an expression in it, which the runner would paste into the text', () => {
  for (const { run } of action.runs.steps) expect(run).not.toContain('${{');
});

it('the recipe in README.md gives it inputs that it has, and a command that works', async () => {
  const [, block = ''] = /^```yaml\n(on: .*?)^```$/ms.exec(readFileSync(join(PROJECT, 'README.md'), 'utf8')) ?? [];
  const { steps } = Recipe.parse(parse(block)).jobs.connectors;
  const inputs = steps.find(({ uses }) => uses?.startsWith('OWNER/fleetq@v'))?.with ?? {};
  expect(Object.keys(inputs).filter((name) => !(name in action.inputs))).toEqual([]);
  const repository = gitRepository();
  cpSync(EXAMPLE_FLEET, repository.root, { recursive: true });
  repository.commit();
  const version = `file:${(await pack()).tarball}`;
  const job = { actionPath: '/nowhere', workspace: repository.root, inputs: { ...inputs, version } };
  expect(await runAction(action, job)).toMatchObject({ code: 0, stdout: '' });
});

describe('with a version', () => {
  /** Whatever npm takes behind `fleetq@`; here the tarball itself. */
  const withArgs = async (
    args: string,
    inputs: Readonly<Record<string, string>> = {},
  ): Promise<JobResult & { files: readonly string[] }> => {
    const folder = workspace();
    const version = `file:${(await pack()).tarball}`;
    const job = { actionPath: '/nowhere', workspace: folder, inputs: { version, args, ...inputs } };
    const result = await runAction(action, job);
    return { ...result, files: readdirSync(folder) };
  };
  const untouched = readdirSync(EXAMPLE_FLEET);

  it('installs that, runs it, and leaves the checkout alone', async () => {
    const args = `list -q "data.supportLevel == 'certified'" -o names`;
    const expected = { code: 0, stdout: 'destination-quarry\nsource-harbor\nsource-lantern\nsource-meadow\n' };
    expect(await withArgs(args)).toMatchObject({ ...expected, files: untouched });
  });

  it("ends with fleetq's exit code", async () => {
    expect(await withArgs('list tag-only --fail-if-any -o names')).toMatchObject({
      code: 1,
      stdout: 'source-pebble\n',
    });
  });

  it('runs where it is told to', async () => {
    const inputs = { 'working-directory': 'airbyte-integrations/connectors' };
    expect(await withArgs('list migrated-certified -o count', inputs)).toMatchObject({ code: 0, stdout: '2\n' });
  });

  it.each([
    ['a command in a word', 'list --name "$(touch pwned)" --name `touch,pwned` -o count', 0],
    ['a command behind a semicolon', 'list -o count; touch pwned', 2],
    ['a command on a line of its own', 'list -o count\ntouch pwned', 2],
    ['a variable and a glob', "list --name '$HOME' --name * -o count", 0],
    ['a quote that is left open', `list --name 'x -o count`, 1],
  ])('runs nothing else: %s', async (_title, args, code) => {
    expect(await withArgs(args)).toMatchObject({ code, files: untouched });
  });
});

describe('without a version', () => {
  it(
    'builds the commit of the action, and puts fleetq on the path of the steps that follow',
    { timeout: 300_000 },
    async (context) => {
      if (!(await hasRegistry())) context.skip("npm's registry is out of reach");
      const actionPath = temporaryFolder();
      const left = /^(node_modules|dist|\.git)(\.|\/|$)/;
      cpSync(PROJECT, actionPath, { recursive: true, filter: (path) => !left.test(relative(PROJECT, path)) });
      const job = { actionPath, workspace: workspace(), inputs: {} };
      const installed = await runAction(action, job);
      expect(installed).toMatchObject({ code: 0, stderr: '' });
      const [folder = ''] = installed.path;
      expect(existsSync(join(folder, 'fleetq'))).toBe(true);
      expect(existsSync(join(actionPath, 'node_modules'))).toBe(false);
    },
  );
});
