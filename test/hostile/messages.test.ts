import { describe, expect, it } from 'vitest';
import { diagnosticText } from '../../src/cli/diagnostics.js';
import { QueryEvaluationError, QuerySyntaxError, compileQuery } from '../../src/query/index.js';
import { bounded } from '../../src/text/bounded.js';
import { escapeControl } from '../../src/text/escape-control.js';
import { nearest } from '../../src/text/nearest.js';
import { runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet } from '../support/temporary-fleet.js';

const LONG = 'x'.repeat(100_000);

function expectShort(message: string): void {
  const lines = message.trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(5);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(450);
}

describe('a message is a few lines, whatever it is about', () => {
  it.each(
    [
      ['show', LONG],
      ['show', 'a\n'.repeat(1_000)],
      ['show', '\u001b'.repeat(50_000)],
      [LONG],
      ['list', `--${LONG}`],
      ['list', '-o', LONG],
      ['list', '--columns', LONG],
      ['list', '--sort', LONG],
      ['list', '--name', LONG],
      ['list', '--rev', LONG],
      ['list', '--saved', LONG],
      ['list', '-q', LONG],
      ['list', '-q', `data.name ${'.'.repeat(50_000)}`],
      ['list', '-q', `data.${LONG}`],
      ['list', '-q', `'${LONG}`],
      ['list', '-q', `data.name == 1 ${'\t'.repeat(20_000)} data`],
      ['explain', LONG],
      ['stats', '--by', LONG],
      ['queries', LONG],
      ['images', '--base-image', LONG],
      ['images', '--registry', LONG, '--latest-from', 'registry'],
    ].map((args) => [JSON.stringify(args).slice(0, 60), args] as const),
  )('%s', async (_title, args) => {
    const root = temporaryFleet({ 'source-a/metadata.yaml': 'data: {name: a}\n' });
    const { stderr } = await runFleetq([...args, '--root', root]);
    expectShort(stderr);
  });

  it('also what a fleet is said to have wrong', async () => {
    const root = temporaryFleet({
      'source-a/metadata.yaml': `data: {name: a, ? "${LONG}" : 1}\n`,
      'source-b/metadata.yaml': `data: {? [${LONG}] : 1}\n`,
      'source-c/metadata.yaml': `data: !${LONG} a\n`,
      'source-d/metadata.yaml': `${LONG}: *${LONG}\n`,
    });
    const { stderr, stdout } = await runFleetq([
      'list',
      '-q',
      `data.${'x'.repeat(4_000)} == 1`,
      '-o',
      'json',
      '--root',
      root,
    ]);
    for (const line of stderr.split('\n')) expect(line.length).toBeLessThanOrEqual(450);
    const document = JSON.parse(stdout) as { undecided: { reason: string }[]; unreadable: { error: string }[] };
    for (const { reason } of document.undecided) expect(reason.length).toBeLessThanOrEqual(2_000);
    for (const { error } of document.unreadable) expect(error.length).toBeLessThanOrEqual(2_000);
    expect(document.undecided).toHaveLength(1);
  });

  it('lines and hints are counted', () => {
    const many = Array.from({ length: 100 }, (_, index) => `line ${index}`);
    const text = diagnosticText({ code: 'defect', level: 'error', text: many.join('\n'), hints: many }, false);
    expect(text.split('\n')).toHaveLength(4 + 8 + 1);
    expect(text).toContain('… and 97 more\n');
    expect(text).toMatch(/ {2}line 6\n {2}… and 93 more\n$/);
    expect(diagnosticText({ code: 'defect', level: 'error', text: 'a\nb\nc\nd', hints: ['e'] }, false)).toBe(
      'fleetq: error: a\nb\nc\nd\n  e\n',
    );
  });

  it('lines are cut in the middle, and no character in half', () => {
    expect(bounded('abcdefghij', 10)).toBe('abcdefghij');
    expect(bounded('abcdefghijk', 10)).toBe('abcdef…ijk');
    expect(bounded('\u{1f600}'.repeat(10), 10)).toBe('\u{1f600}'.repeat(3) + '…\u{1f600}');
  });

  it('words of any length have no neighbour', () => {
    expect(nearest(LONG, [`${LONG}y`])).toBeUndefined();
    expect(nearest('versoin', ['version', LONG])).toBe('version');
  });
});

describe('the excerpt of a long query', () => {
  /** Excerpt and carets of the error in a query, both without their indent. */
  function shown(source: string): { line: string; carets: string } {
    try {
      compileQuery(source);
    } catch (error) {
      if (!(error instanceof QuerySyntaxError)) throw error;
      const [, line = '', carets = ''] = error.message.split('\n');
      return { line: line.slice(2), carets: carets.slice(2) };
    }
    throw new Error('no error');
  }
  const marked = (source: string): string => {
    const { line, carets } = shown(source);
    return line.slice(carets.indexOf('^'), carets.length);
  };
  const filler = (count: number): string => "data.name == 'a' or ".repeat(count);

  it.each([0, 1, 5, 200])('shows the place after %i terms', (count) => {
    const source = `${filler(count)}zzz or ${filler(count)}data.x`;
    expect(marked(source)).toBe('zzz');
    const { line } = shown(source);
    expect(line.length).toBeLessThanOrEqual(102);
    expect(line.startsWith('…')).toBe(count > 1);
    expect(line.endsWith('…')).toBe(count > 1);
  });

  it('counts an escape as wide as it is', () => {
    const { line, carets } = shown(`'${'\u202e'.repeat(300)}' == zzz`);
    expect(line.length).toBeLessThanOrEqual(102);
    expect(line.slice(carets.indexOf('^'), carets.length)).toBe('zzz');
  });

  it('reasons are bounded too', () => {
    const decision = compileQuery(`data.${'a'.repeat(20_000)} == 1`).decide({ data: new Map(), connector: {} });
    if (decision.outcome !== 'undecided') throw new Error(decision.outcome);
    expect(decision.error).toBeInstanceOf(QueryEvaluationError);
    expect(decision.error.reason.length).toBeLessThanOrEqual(2_000);
  });
});

describe('what cannot be seen is shown', () => {
  it.each([
    ['the direction of text', 'a\u202eb\u2066c\u2069', String.raw`a\u202eb\u2066c\u2069`],
    ['no width', 'a\u200bb\u2060c\u00add\u180ee', String.raw`a\u200bb\u2060c\u00add\u180ee`],
    ['joiners between letters', 'a\u200db\u200cc', String.raw`a\u200db\u200cc`],
    ['fillers', 'a\u3164b\u115fc\uffa0', String.raw`a\u3164b\u115fc\uffa0`],
    ['tags', 'a\u{e0041}b', String.raw`a\udb40\udc41b`],
    ['C1 controls', 'a\u009b31m\u0085', String.raw`a\u009b31m\u0085`],
    ['lone surrogates', 'a\ud83db', String.raw`a\ud83db`],
    ['line separators', 'a\u2028b\u2029c', String.raw`a\u2028b\u2029c`],
    ['a family', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'],
    ['Persian', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
    ['accents', 'é e\u0301 漢字', 'é e\u0301 漢字'],
  ])('%s', (_title, text, expected) => {
    expect(escapeControl(text)).toBe(expected);
  });
});
