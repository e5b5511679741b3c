import { describe, expect, it } from 'vitest';
import type { CliContext } from '../../src/cli/context.js';
import { progressOn } from '../../src/io/progress.js';
import { itNeeds } from '../support/needs.js';
import { BINARY, runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet } from '../support/temporary-fleet.js';
import { inTerminal } from '../support/terminal.js';

const reading = (done: number, total: number): string =>
  `reading ${done.toLocaleString('en')} of ${total.toLocaleString('en')} connectors`;

function environment(stderr: CliContext['stderr'], variables: CliContext['variables'] = {}): CliContext {
  return { workingFolder: '/', variables, stdout: stderr, stderr, now: new Date(0) };
}

/** What is written while work goes on at the given times. */
function drawn(times: readonly number[], columns = 80): readonly string[] {
  const written: string[] = [];
  let time = 0;
  const progress = progressOn(
    environment({ isTerminal: true, columns }),
    reading,
    (text) => written.push(text),
    () => time,
  );
  for (const [index, at] of times.entries()) {
    time = at;
    progress?.report(12_345 + index, 50_000);
  }
  progress?.end();
  return written;
}

describe('the line', () => {
  it('is not drawn for work of less than a second', () => {
    expect(drawn([10, 500, 999])).toEqual([]);
  });

  it('is drawn over itself at most ten times a second, and erased at the end', () => {
    expect(drawn([1_000, 1_050, 1_100])).toEqual([
      '\r\u001b[Kreading 12,345 of 50,000 connectors',
      '\r\u001b[Kreading 12,347 of 50,000 connectors',
      '\r\u001b[K',
    ]);
  });

  it('stays on one line of a narrow terminal', () => {
    expect(drawn([1_000], 12)[0]).toBe('\r\u001b[Kreading 12,');
  });

  it.each([
    ['a pipe', environment({ isTerminal: false, columns: undefined })],
    ['a terminal that cannot erase', environment({ isTerminal: true, columns: 80 }, { TERM: 'dumb' })],
  ])('does not exist for %s', (_title, where) => {
    expect(progressOn(where, reading)).toBeUndefined();
  });
});

const SOON = { FLEETQ_PROGRESS_AFTER_MS: '0' };
const fleetOf = (size: number) =>
  temporaryFleet(
    Object.fromEntries(
      Array.from({ length: size }, (_, index) => [`source-${index}/metadata.yaml`, 'data: {a: [1, 2, {b: c}]}\n']),
    ),
  );

describe('in a real terminal', () => {
  const terminalIt = itNeeds('script');

  terminalIt('shows how far the reading has come, and leaves nothing of it', async () => {
    const { screen, code } = await inTerminal(
      `${process.execPath} ${BINARY} list --no-cache -o count --root ${fleetOf(1_200)}`,
      { env: SOON },
    );
    expect(code).toBe(0);
    expect(screen).toContain('\r\u001b[Kreading 500 of 1,200 connectors');
    expect(screen).toMatch(/\r\u001b\[K1200\n$/);
  });

  terminalIt('an interrupt erases the line and exits 130', async () => {
    const command = `trap : INT; ${process.execPath} ${BINARY} list --no-cache -o count --root ${fleetOf(6_000)}; echo "status $?"`;
    const { screen } = await inTerminal(command, { env: SOON, keys: [{ after: /reading/, type: '\u0003' }] });
    expect(screen).toMatch(/reading [\d,]+ of 6,000 connectors[^\n]*\r\u001b\[K/);
    expect(screen).toContain('status 130');
    expect(screen).not.toContain('6000\n');
  });
});

it('says nothing in a pipe', async () => {
  expect(await runFleetq(['list', '--no-cache', '-o', 'count', '--root', fleetOf(600)], { env: SOON })).toEqual({
    stdout: '600\n',
    stderr: '',
    code: 0,
  });
});
