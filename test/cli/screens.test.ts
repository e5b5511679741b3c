import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandFor, parseCommandLine } from '../../src/cli/command-line.js';
import type { CliContext } from '../../src/cli/context.js';
import { EXAMPLE_FLEET, PROJECT } from '../support/run-fleetq.js';

const TERMINAL: CliContext = {
  workingFolder: EXAMPLE_FLEET,
  variables: { NO_COLOR: '1' },
  stdout: { isTerminal: true, columns: 80 },
  stderr: { isTerminal: true, columns: 80 },
  now: new Date('2024-10-01T12:00:00Z'),
};

/** The screens of a page: a line `    $ fleetq …` and the indented lines below it. */
function screensOf(page: string): readonly (readonly [string, string])[] {
  const text = readFileSync(join(PROJECT, 'docs', 'commands', `${page}.md`), 'utf8');
  return text
    .split(/^ {4}\$ fleetq /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...lines] = part.split('\n');
      const end = lines.findIndex((line) => line !== '' && !line.startsWith('    '));
      return [
        command,
        lines
          .slice(0, end)
          .map((line) => line.slice(4))
          .join('\n')
          .trimEnd(),
      ] as const;
    });
}

const PAGES = ['show', 'stats', 'fields', 'queries', 'images'];

describe.each(PAGES)('the screens in docs/commands/%s.md are those of a terminal of 80 columns', (page) => {
  it.each(screensOf(page))('%s', async (line, expected) => {
    const { run, args } = await commandFor(parseCommandLine(line.split(' ')));
    const { output } = await run(args, TERMINAL);
    expect(output.trimEnd()).toBe(expected);
    expect(Math.max(...output.split('\n').map((shown) => shown.length))).toBeLessThanOrEqual(80);
  });
});
