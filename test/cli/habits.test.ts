import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wantsColor } from '../../src/cli/context.js';
import { itNeeds } from '../support/needs.js';
import { BINARY, EXAMPLE_FLEET, plainEnvironment, runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet } from '../support/temporary-fleet.js';
import { inTerminal } from '../support/terminal.js';

const COLOR = /\u001b\[\d+m/;
const LIST = `${process.execPath} ${BINARY} list --root ${EXAMPLE_FLEET}`;

describe('colour: who decides', () => {
  it.each<[string, boolean, Record<string, string>, 'always' | 'auto' | 'never', boolean]>([
    ['a terminal', true, {}, 'auto', true],
    ['a pipe', false, {}, 'auto', false],
    ['a dumb terminal', true, { TERM: 'dumb' }, 'auto', false],
    ['NO_COLOR', true, { NO_COLOR: '1' }, 'auto', false],
    ['NO_COLOR, but empty', true, { NO_COLOR: '' }, 'auto', true],
    ['FORCE_COLOR in a pipe', false, { FORCE_COLOR: '1' }, 'auto', true],
    ['FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, 'auto', false],
    ['FORCE_COLOR over NO_COLOR', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, 'auto', true],
    ['--color=always in a pipe, over NO_COLOR', false, { NO_COLOR: '1' }, 'always', true],
    ['--no-color over FORCE_COLOR', true, { FORCE_COLOR: '1' }, 'never', false],
  ])('%s', (_title, isTerminal, variables, allowed, colored) => {
    expect(wantsColor({ isTerminal, columns: 80 }, variables, allowed)).toBe(colored);
  });

  it.each<[string, string[], Record<string, string>, boolean]>([
    ['none in pipes', [], {}, false],
    ['FORCE_COLOR on both streams', [], { FORCE_COLOR: '1' }, true],
    ['--no-color on both streams', ['--no-color'], { FORCE_COLOR: '1' }, false],
  ])('%s', async (_title, args, env, colored) => {
    const ran = await runFleetq(
      ['list', '--root', EXAMPLE_FLEET, '-q', 'data.connectorBuildOptions.baseImage is not None', ...args],
      { env },
    );
    expect(ran.stderr).toContain('undecided');
    expect([COLOR.test(ran.stdout), COLOR.test(ran.stderr)]).toEqual([colored, colored]);
  });
});

describe('a real terminal', () => {
  const terminalIt = itNeeds('script');

  terminalIt.each<[number, Record<string, string>, string, boolean]>([
    [80, {}, '', true],
    [200, {}, '', true],
    [80, { NO_COLOR: '1' }, '', false],
    [200, { TERM: 'dumb' }, '', false],
    [80, {}, '--no-color', false],
  ])('%i columns, %j %s: fits, with colour: %s', async (columns, env, args, colored) => {
    const { screen, code } = await inTerminal(`${LIST} ${args}`, { columns, env });
    expect(code).toBe(0);
    const lines = screen
      .replaceAll(/\u001b\[\d*m/g, '')
      .trimEnd()
      .split('\n');
    // A title, fourteen connectors, and how many there are.
    expect(lines).toHaveLength(16);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(COLOR.test(screen)).toBe(colored);
  });

  terminalIt('decides for each stream by itself', async () => {
    const command = `${LIST} -q 'data.connectorBuildOptions.baseImage is not None' > /dev/null`;
    expect((await inTerminal(command)).screen).toMatch(/\u001b\[36mfleetq\u001b\[0m: \d+ connectors undecided/);
    expect((await inTerminal(`${LIST} 2>&1 | cat`)).screen).not.toMatch(COLOR);
  });
});

describe('pipes that close', () => {
  const many = () =>
    temporaryFleet(
      Object.fromEntries(
        Array.from({ length: 400 }, (_, index) => [
          `source-${index}/metadata.yaml`,
          `data: {text: ${'x'.repeat(400)}}\n`,
        ]),
      ),
    );

  it.each([
    ['-o', 'json'],
    ['-o', 'ndjson', '--columns', 'name,data.text'],
    ['--columns', 'name,data.text'],
  ])('| head -1 ends quietly, beyond what a pipe holds: %j', (...args) => {
    const root = many();
    const whole = spawnSync(process.execPath, [BINARY, 'list', '--root', root, ...args], { encoding: 'utf8' });
    expect(whole.stdout.length).toBeGreaterThan(65_536);
    const command = `set -o pipefail; "$0" "$1" list --root "$2" "\${@:3}" | head -1 | wc -l; echo "\${PIPESTATUS[0]}"`;
    const ran = spawnSync('bash', ['-c', command, process.execPath, BINARY, root, ...args], {
      encoding: 'utf8',
      env: plainEnvironment(),
    });
    expect(ran).toMatchObject({ stdout: '1\n0\n', stderr: '', status: 0 });
  });

  it('writes everything to a reader that is slow', () => {
    const root = many();
    const ran = spawnSync(
      'bash',
      ['-c', '"$0" "$1" list --root "$2" -o json | (sleep 1; wc -c)', process.execPath, BINARY, root],
      { encoding: 'utf8' },
    );
    const whole = spawnSync(process.execPath, [BINARY, 'list', '--root', root, '-o', 'json'], { encoding: 'utf8' });
    expect(Number(ran.stdout)).toBe(Buffer.byteLength(whole.stdout));
  });
});

describe('streams that cannot be written', () => {
  const full = existsSync('/dev/full') || process.env.CI === 'true' ? it : it.skip;
  const run = (redirection: string) =>
    spawnSync('bash', ['-c', `"$0" "$1" list --root "$2" ${redirection}`, process.execPath, BINARY, EXAMPLE_FLEET], {
      encoding: 'utf8',
      env: plainEnvironment(),
    });

  full('a full disk is told in two lines, and exits 4', () => {
    expect(run('> /dev/full')).toMatchObject({
      status: 4,
      stderr:
        'fleetq: error: cannot write to stdout: there is no space left\n  the result is not complete; write it somewhere else\n',
    });
  });

  full('the result still comes where stderr is full', () => {
    const ran = run("-q 'data.connectorBuildOptions.baseImage is not None' -o count 2> /dev/full");
    expect(ran).toMatchObject({ status: 0, stdout: '6\n' });
  });
});

describe('words that are not quite right', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['swapped letters in a command', ['lsit'], /unknown command `lsit`\n {2}did you mean `list`\?/],
    ['the beginning of a command', ['quer'], /did you mean `queries`\?/],
    ['a command to help with', ['help', 'lsit'], /did you mean `list`\?/],
    ['an option in another case', ['list', '--supportLevel', 'x'], /did you mean `--support-level`\?/],
    ['an option of another command', ['list', '--pr', '3'], /`list` does not take --pr\n {2}it belongs to migrate/],
    ['an output form', ['list', '-o', 'jsn'], /did you mean `json`\?/],
    ['a language', ['list', '--language', 'pyhton'], /did you mean `python`\?/],
    ['a type', ['list', '--type', 'sources'], /did you mean `source`\?/],
    ['a column', ['list', '--columns', 'support_level'], /did you mean `supportLevel`\?/],
    ['a saved query', ['list', 'unmigrated-certifeid'], /did you mean `unmigrated-certified`\?/],
    ['a connector to show', ['show', 'source-tdie'], /did you mean `source-tide`\?/],
    [
      'what airbyte-ci publishes',
      ['connectors', '--name=x', 'publish'],
      /`publish` is a command of airbyte-ci and no part of fleetq\n {2}fleetq reads metadata/,
    ],
    ['what airbyte-ci tests', ['test'], /`test` is a command of airbyte-ci/],
    ['what airbyte-ci raises', ['connectors', 'bump_version', 'patch'], /`bump_version` is a command of airbyte-ci/],
  ])('%s', async (_title, args, message) => {
    const ran = await runFleetq(args, { cwd: EXAMPLE_FLEET });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(4);
  });
});

describe('values that start with a dash', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['a sort order', ['list', '--sort', '-name', '--limit', '1', '-o', 'names'], /^source-willow\n$/],
    ['behind an equals sign', ['list', '--sort=-name', '--limit', '1', '-o', 'names'], /^source-willow\n$/],
    ['a query', ['list', '-q', '-1 < data.ab_internal.ql', '-o', 'count'], /^\d+\n$/],
    ['a query stuck to its option', ['list', '-q-1 < 2', '-o', 'count'], /^14\n$/],
    ['a positional behind --', ['explain', '--', '-1 < 2'], /-1 < 2/],
  ])('%s', async (_title, args, shown) => {
    const ran = await runFleetq(args, { cwd: EXAMPLE_FLEET });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(shown);
  });

  it('says where a positional with a dash goes', async () => {
    expect((await runFleetq(['explain', '-1 < 2'], { cwd: EXAMPLE_FLEET })).stderr).toMatch(
      /unknown option `-1`[^]*goes behind `--`/,
    );
  });
});
