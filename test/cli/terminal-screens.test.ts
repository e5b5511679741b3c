import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commandFor, parseCommandLine } from '../../src/cli/command-line.js';
import { textWidth } from '../../src/text/width.js';
import { gitRepository } from '../support/git-repository.js';
import { itNeeds } from '../support/needs.js';
import { BINARY, EXAMPLE_FLEET, PROJECT, runFleetq } from '../support/run-fleetq.js';
import { inTerminal } from '../support/terminal.js';

const QUERY = "data.supportLevel == 'certified' and 'language:python' in data.tags";
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  list: ['list'],
  stats: ['stats'],
  'stats-by-image': ['stats', '--by', 'baseImage'],
  check: ['check'],
  images: ['images'],
  show: ['show', 'source-harbor'],
  explain: ['explain', QUERY, '--name', 'source-harbor,source-pebble'],
};
const NAMES = Object.keys(COMMANDS);

/** The example fleet as a commit of its own, so that `check` finds the same changes everywhere: none. */
function committedFleet(): string {
  const repository = gitRepository();
  cpSync(EXAMPLE_FLEET, repository.root, { recursive: true });
  repository.commit();
  return repository.root;
}

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
const SCREENS = join(import.meta.dirname, 'screens');

describe.each([80, 200])('in a real terminal of %d columns', (columns) => {
  itNeeds('script', 'git').each(NAMES)('%s', async (name) => {
    const command = [process.execPath, BINARY, ...(COMMANDS[name] ?? [])].map(quoted).join(' ');
    const { screen } = await inTerminal(command, {
      columns,
      cwd: committedFleet(),
      env: { NO_COLOR: '1', PAGER: 'cat' },
    });
    expect(screen).not.toContain('\u001b');
    for (const line of screen.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(columns);
    await expect(screen).toMatchFileSnapshot(join(SCREENS, `${name}-${columns}.txt`));
  });
});

/** What a command writes to a terminal of so many columns. */
async function screenOf(name: string, columns: number | undefined): Promise<string> {
  const { run, args } = await commandFor(parseCommandLine(COMMANDS[name] ?? []));
  const { output } = await run(args, {
    workingFolder: EXAMPLE_FLEET,
    variables: { NO_COLOR: '1', CI: '1' },
    stdout: { isTerminal: columns !== undefined, columns },
    stderr: { isTerminal: false, columns: undefined },
    now: new Date('2024-10-01T12:00:00Z'),
  });
  return output;
}

const widths = fc.integer({ min: 40, max: 200 });
const atAnyWidth = (holds: (width: number) => Promise<void>) =>
  fc.assert(fc.asyncProperty(widths, holds), { numRuns: 12, examples: [[40], [80], [200]] });

describe('at any width', () => {
  it.each(NAMES)('%s: no line is wider than the terminal', async (name) => {
    await atAnyWidth(async (width) => {
      for (const line of (await screenOf(name, width)).split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(width);
    });
  });

  it('check: every connector that fails stands with each criterion that failed', async () => {
    const { stdout } = await runFleetq(['check', '--root', EXAMPLE_FLEET, '-o', 'json']);
    const { connectors } = JSON.parse(stdout) as {
      connectors: { name: string; result: string; criteria: Record<string, { verdict: string }> }[];
    };
    const failed = connectors
      .filter(({ result }) => result === 'fail')
      .map(({ name, criteria }) => [
        `${name}: fail`,
        ...Object.entries(criteria).flatMap(([criterion, { verdict }]) =>
          verdict === 'fail' ? [inKebab(criterion)] : [],
        ),
      ]);
    expect(failed.length).toBeGreaterThan(5);
    await atAnyWidth(async (width) => {
      const lines = (await screenOf('check', width)).split('\n');
      const heads = lines.map((line) => line.replace(/^ {2}(\S+).*/, '$1'));
      const from = failed.flat().map((word) => heads.indexOf(word));
      // Failures are the first that is seen.
      expect(heads[0]).toBe(failed[0]?.[0]);
      expect(from).not.toContain(-1);
      for (const [title = '', ...criteria] of failed) {
        const start = heads.indexOf(title);
        const end = heads.findIndex(
          (head, index) => index > start && /^\S+: /.test(lines[index] ?? '') && head !== title,
        );
        expect(heads.slice(start, end)).toEqual(expect.arrayContaining(criteria));
      }
      for (const { name } of connectors) expect(lines.join('\n')).toContain(name);
    });
  });

  it('check: no word and no part of a path is split', async () => {
    const words = (text: string): string[] => text.split(/[\s/]+/);
    const whole = new Set(words(await screenOf('check', 10_000)));
    await atAnyWidth(async (width) => {
      expect(words(await screenOf('check', width)).filter((word) => !whole.has(word))).toEqual([]);
    });
  });

  it('show: the summary comes first, and the metadata is YAML of the same value', async () => {
    const { stdout } = await runFleetq(['show', 'source-harbor', '--root', EXAMPLE_FLEET, '-o', 'json']);
    const { connectors } = JSON.parse(stdout) as { connectors: { data: unknown }[] };
    await atAnyWidth(async (width) => {
      const [summary = '', yaml = ''] = (await screenOf('show', width)).split('\n\n');
      expect(summary).toMatch(/^source-harbor\n {2}Type /);
      expect(yaml).toMatch(/^Metadata\s\(/);
      expect(parse(yaml.slice(yaml.indexOf('\n  ')), { version: '1.1' })).toEqual(connectors[0]?.data);
    });
  });

  it.each(['list', 'images', 'stats-by-image'])('%s: a digest has twelve digits or is left out', async (name) => {
    await atAnyWidth(async (width) => {
      const screen = await screenOf(name, width);
      for (const [, digits] of screen.matchAll(/sha256:?([0-9a-f…]*)/g)) expect(digits).toMatch(/^[0-9a-f]{12}$/);
      expect(screen).toMatch(/1\.2\.0(?:\s|@|$)/);
    });
    // In a pipe an address is whole.
    expect(await screenOf(name, undefined)).toMatch(
      /docker\.io\/airbyte\/python-connector-base:1\.2\.0@sha256:[0-9a-f]{64}/,
    );
  });
});

/** The name of a criterion for people, from its key in documents. */
const inKebab = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

describe('check in a pipe', () => {
  it('has a row for each connector, failures first, and the tally', async () => {
    const [rows = '', tally = ''] = (await screenOf('check', undefined)).split('\n\n');
    const results = rows.split('\n').map((row) => row.split(/ {2,}/)[1]);
    expect(results).toEqual(['Result', ...Array<string>(7).fill('fail'), 'pass', ...Array<string>(6).fill('n/a')]);
    expect(tally).toMatch(
      /^14 connectors: 7 fail, 1 pass \(1 undecided\), 6 n\/a\n {2}dockerfile-removed +2 fail, 6 pass/,
    );
  });
});

it('docs/commands/check.md shows that screen', () => {
  const page = readFileSync(join(PROJECT, 'docs', 'commands', 'check.md'), 'utf8');
  const shown = readFileSync(join(SCREENS, 'check-80.txt'), 'utf8')
    .trimEnd()
    .replaceAll(/^(?=.)/gm, '    ');
  expect(page).toContain(`    $ fleetq check\n${shown}\n`);
});

describe('a line of context', () => {
  const contextOf = async (line: readonly string[]): Promise<readonly string[]> => {
    const { run, args } = await commandFor(parseCommandLine(line));
    const { diagnostics } = await run(args, {
      workingFolder: EXAMPLE_FLEET,
      variables: {},
      stdout: { isTerminal: true, columns: 80 },
      stderr: { isTerminal: true, columns: 80 },
      now: new Date('2024-10-01T12:00:00Z'),
    });
    return diagnostics.filter(({ level }) => level === 'note').flatMap(({ text, hints = [] }) => [text, ...hints]);
  };

  it.each<[readonly string[], readonly string[]]>([
    [['check', '--type', 'destination'], ['3 of 14 connectors']],
    [['images', '--support-level', 'certified'], ['4 of 14 connectors']],
    [['fields', '--limit', '3'], [expect.stringMatching(/^showing 3 of \d+ fields, of 14 connectors$/) as string]],
    [['fields', '--name', 'source-tide'], ['1 of 14 connectors']],
    [['stats', '--limit', '2', '--type', 'source'], ['showing 2 of 9 groups, of 11 of 14 connectors']],
    [['list', '--limit', '2', '--type', 'destination'], ['showing 2 of 3 connectors']],
    [
      ['list', '--type', 'destination', '--language', 'low-code'],
      [
        'no connector matches (0 of 14)',
        'leave out one of --language, --type',
        'fleetq stats and fleetq fields show what there is',
      ],
    ],
    [
      ['images', '-q', "data.name == 'x'"],
      ['no connector matches (0 of 14)', 'fleetq explain QUERY --name CONNECTOR shows why'],
    ],
    [['check', '--annotations'], []],
    [['fields', '-o', 'json'], []],
  ])('%j', async (line, notes) => {
    expect(await contextOf(line)).toEqual(notes);
  });
});
