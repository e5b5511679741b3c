import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TOPICS } from '../../src/cli/help/topics.js';
import { EXIT } from '../../src/errors.js';
import { itNeeds } from '../support/needs.js';
import { BINARY, PROJECT, runFleetq } from '../support/run-fleetq.js';
import { inTerminal } from '../support/terminal.js';

const read = (path: string): string => readFileSync(join(PROJECT, path), 'utf8');
const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

describe.each(TOPICS.map((topic) => [topic.name, topic] as const))(
  'help %s',
  (name, { aliases, document, summary }) => {
    it('shows the documentation, all of it, from the file that owns it', async () => {
      const { stdout, stderr, code } = await runFleetq(['help', name]);
      expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
      const shown = new Set(wordsOf(stdout));
      // Where a table stands as a list, the title of the first column is left out.
      const targets = /\]\([^)]*\)|^```\w+$|^\|.*\n(?=\| -)/gm;
      expect(wordsOf(read(document).replaceAll(targets, '')).filter((word) => !shown.has(word))).toEqual([]);
    });

    it('has lines of 80 columns, but for what is copied', async () => {
      const { stdout } = await runFleetq(['help', name]);
      const source = read(document);
      const long = stdout.split('\n').filter((line) => line.length > 80);
      expect(long.filter((line) => !source.includes(line.trim()))).toEqual([]);
      expect(stdout).not.toMatch(/[\u00a0\u001b]| $/m);
    });

    it('is listed, and has its other names', async () => {
      expect((await runFleetq(['help'])).stdout.replaceAll(/\s+/g, ' ')).toContain(`${name} ${summary}`);
      const { stdout } = await runFleetq(['help', name]);
      for (const alias of [...aliases, document]) expect((await runFleetq(['help', alias])).stdout).toBe(stdout);
    });
  },
);

it('lays tables out for reading: columns where words fit, else one entry below the other', async () => {
  const exitCodes = (await runFleetq(['help', 'exit-codes'])).stdout;
  expect(exitCodes).toMatch(/^ {4}Code {2}Means\n {4}0 {5}Done/m);
  const configuration = (await runFleetq(['help', 'configuration'])).stdout;
  expect(configuration).toMatch(/^ {4}metadata\n {8}what it says: a glob of metadata files/m);
});

it('says what every exit code means', async () => {
  const { stdout } = await runFleetq(['help', 'exit-codes']);
  for (const code of Object.values(EXIT)) expect(stdout).toMatch(new RegExp(`^ {4}${code} {5}\\w`, 'm'));
});

it.each([
  ['help', 'formts', /did you mean `formats`\?/],
  ['help', 'docs/none.md', /there is no page `docs\/none\.md`/],
  ['help', 'docs/../README.md', /there is no help for/],
  ['help', 'nothing', /topics: query, formats, exit-codes/],
])('%s %s is refused', async (help, topic, message) => {
  const ran = await runFleetq([help, topic]);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toMatch(message);
});

const terminalIt = itNeeds('script');

terminalIt('goes through the pager, with bold for code instead of backticks', async () => {
  const { screen } = await inTerminal(`${process.execPath} ${BINARY} help query`, {
    env: { PAGER: `sed -n '1p;/is the mapping under/p'` },
  });
  expect(screen.trimEnd().split('\n')).toHaveLength(2);
  expect(screen).toContain('\u001b[1mThe query language\u001b[22m');
  expect(screen).toContain('\u001b[1mdata\u001b[22m is the mapping');
});
