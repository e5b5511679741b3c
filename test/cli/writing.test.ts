import { chmodSync, lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { itNeeds } from '../support/needs.js';
import { AT_ONE_TIME, BINARY, EXAMPLE_FLEET, runFleetq } from '../support/run-fleetq.js';
import { temporaryFolder } from '../support/temporary-fleet.js';
import { inTerminal } from '../support/terminal.js';

const list = (cwd: string, ...args: string[]) =>
  runFleetq(['list', '--root', EXAMPLE_FLEET, '-o', 'json', ...args], {
    cwd,
    env: AT_ONE_TIME,
  });

describe('--out', () => {
  it('writes what stdout would get, relative to the working folder, and nothing besides', async () => {
    const folder = temporaryFolder();
    const plain = await list(folder);
    expect(await list(folder, '--out', 'fleet.json')).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(join(folder, 'fleet.json'), 'utf8')).toBe(plain.stdout);
    expect(readdirSync(folder)).toEqual(['fleet.json']);
  });

  it('keeps the last answer where there is no new one, and its mode', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'fleet.json');
    writeFileSync(file, 'the last answer');
    chmodSync(file, 0o604);
    expect((await list(folder, '--out', file, '-q', 'data ==')).code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe('the last answer');
    expect((await list(folder, '--out', file, '--fail-if-any')).code).toBe(1);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('counts');
    expect(lstatSync(file).mode & 0o777).toBe(0o604);
  });

  it.each([
    ['a folder', '.'],
    ['a folder that does not exist', 'no/where.json'],
  ])('%s is an error of the disk', async (_title, path) => {
    const folder = temporaryFolder();
    const ran = await list(folder, '--out', path);
    expect(ran).toMatchObject({ code: 4, stdout: '' });
    expect(ran.stderr).toMatch(/^fleetq: error: cannot write /);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('writes through a link and into a device', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'elsewhere'));
    writeFileSync(join(folder, 'elsewhere', 'file'), '');
    symlinkSync('elsewhere/file', join(folder, 'link'));
    expect((await list(folder, '--out', 'link')).code).toBe(0);
    expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'elsewhere', 'file'), 'utf8')).toContain('"counts"');
    expect((await list(folder, '--out', '/dev/null')).code).toBe(0);
    expect((await list(folder, '--out', '-')).stdout).toContain('"counts"');
  });
});

describe('--quiet', () => {
  const undecided = ['-q', 'data.connectorBuildOptions.baseImage is None', '--name', 'source-tied,*'];

  it('leaves errors alone on stderr', async () => {
    const folder = temporaryFolder();
    expect((await list(folder, ...undecided)).stderr).toMatch(/warning: no connector is called[^]*undecided/);
    expect(await list(folder, ...undecided, '--quiet')).toMatchObject({ code: 0, stderr: '' });
    expect((await list(folder, '--quiet', '--fail-if-any')).stderr).toMatch(/^fleetq: error: --fail-if-any/);
    expect((await list(folder, '--quiet', '-q', 'data ==')).stderr).toMatch(/^query error: /);
  });
});

describe('long output', () => {
  const terminalIt = itNeeds('script', 'sh');
  const LIST = `stty rows 8; ${process.execPath} ${BINARY} list --root ${EXAMPLE_FLEET}`;
  /** Shows what it gets with a mark in front of each line. */
  const env = { FLEETQ_PAGER: "sed 's/^/paged /'" };

  terminalIt('goes through the pager that somebody named', async () => {
    const { screen, code } = await inTerminal(LIST, { env });
    expect(code).toBe(0);
    expect(screen).toMatch(/^paged .*name.*language/);
    expect(screen.match(/^paged /gm)).toHaveLength(15);
  });

  terminalIt.each<[string, string, Record<string, string>]>([
    ['that fits', '--limit 3', env],
    ['with --no-pager', '--no-pager', env],
    ['in CI', '', { ...env, CI: 'true' }],
    ['with a pager that is `cat`', '', { FLEETQ_PAGER: 'cat', PAGER: "sed 's/^/paged /'" }],
    ['with an empty pager', '', { FLEETQ_PAGER: '', PAGER: "sed 's/^/paged /'" }],
    ['on a dumb terminal', '', { ...env, TERM: 'dumb' }],
    ['into a pipe', '| tail -20', env],
    ['into a file', '--out /dev/stdout', env],
  ])('%s goes to the terminal at once', async (_title, more, variables) => {
    const { screen } = await inTerminal(`${LIST} ${more}`, { env: variables });
    expect(screen).toMatch(/name.*language.*supportLevel/);
    expect(screen).not.toContain('paged');
  });

  terminalIt('is shown all the same where the pager cannot be started', async () => {
    const { screen, code } = await inTerminal(LIST, { env: { FLEETQ_PAGER: 'no-such-pager' } });
    expect(code).toBe(0);
    expect(screen).toMatch(/name.*language.*supportLevel/);
  });

  terminalIt('ends quietly where the pager is left early', async () => {
    const { screen, code } = await inTerminal(LIST, { env: { FLEETQ_PAGER: 'head -1' } });
    expect(code).toBe(0);
    const lines = screen.trimEnd().split('\n');
    expect(lines.filter((line) => !line.includes('fleetq'))).toHaveLength(1);
  });
});

describe('--color', () => {
  it.each([
    ['--color=always', true],
    ['--color', true],
    ['--color=never', false],
    ['--no-color', false],
    ['--color=auto', false],
  ])('%s in a pipe', async (word, colored) => {
    const { stdout } = await runFleetq(['list', word, '--root', EXAMPLE_FLEET]);
    expect(stdout.includes('\u001b[')).toBe(colored);
  });

  it('takes no other word, and none behind a space', async () => {
    expect((await runFleetq(['list', '--color=sometimes'])).stderr).toMatch(/--color does not take `sometimes`/);
  });
});
