import { expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { FORMATS, type Format } from '../../src/output/format.js';
import { escapeControl, escapeControlLines } from '../../src/text/escape-control.js';
import { promtoolRemarks } from './readers/promtool.js';
import { countOpenMetricsSamples, readWithPyYaml } from './readers/python.js';
import { itemErrors, schemaErrors } from './readers/schemas.js';
import { readCsv, readMarkdown, readTsv } from './readers/tables.js';
import { AT_ONE_TIME, type Ran, runFleetq } from './run-fleetq.js';

/** A command line whose every output form is to be held against real readers. */
export interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
  /** The key of the document that holds the rows. */
  readonly rows: string;
  /** How it ends; 0 by default. */
  readonly exitCode?: number;
  /** The cache of the run, where the command is about it and not about a fleet. */
  readonly cache?: () => string;
}

type Document = Readonly<Record<string, unknown>>;

// What a terminal would obey; line ends and tabs are looked at apart.
const OBEYED =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\r(?!\n)/;
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** Tests, one an output form, that the reader each form is for takes what the command line gives. */
export function testOutputs(root: () => string, { command, args, rows, exitCode = 0, cache }: CommandLine): void {
  const runs = new Map<Format, Promise<Ran>>();
  const run = async (format: Format): Promise<Ran> => {
    const running = runs.get(format) ?? runOnce(format);
    runs.set(format, running);
    return running;
  };
  const start = async (...more: string[]): Promise<Ran> =>
    cache === undefined
      ? runFleetq([command, ...args, '--root', root(), ...more], { env: AT_ONE_TIME })
      : runFleetq([command, ...args, ...more], { env: { ...AT_ONE_TIME, FLEETQ_CACHE_DIR: cache() } });
  const runOnce = async (format: Format): Promise<Ran> => {
    const ran = await start('-o', format);
    expect({ code: ran.code, stderr: ran.code === exitCode ? '' : ran.stderr }).toEqual({ code: exitCode, stderr: '' });
    expect(ran.stdout).not.toMatch(OBEYED);
    return ran;
  };
  const output = async (format: Format): Promise<string> => (await run(format)).stdout;
  const document = async (): Promise<Document> => JSON.parse(await output('json')) as Document;
  const items = async (): Promise<readonly unknown[]> => (await document())[rows] as readonly unknown[];

  const tests: Readonly<Record<Format, (context: Parameters<typeof readWithPyYaml>[0]) => Promise<void>>> = {
    async json() {
      const given = await document();
      expect(schemaErrors(command, given)).toEqual([]);
      expect(given[rows]).not.toEqual([]);
    },
    async yaml(context) {
      const text = await output('yaml');
      for (const version of ['1.1', '1.2'] as const) expect(parseYaml(text, { version })).toEqual(await document());
      expect(readWithPyYaml(context, text)).toEqual(await document());
    },
    async ndjson() {
      const lines = (await output('ndjson'))
        .split('\n')
        .slice(0, -1)
        .map((line): unknown => JSON.parse(line));
      expect(lines).toEqual(await items());
      expect(lines.flatMap((item) => itemErrors(command, item))).toEqual([]);
    },
    async csv() {
      const text = await output('csv');
      const cells = readCsv(text);
      expect(cells.flat().filter((cell) => FORMULA.test(cell) && Number.isNaN(Number(cell)))).toEqual([]);
      expect(readCsv(await withoutHeader())).toEqual(cells.slice(1));
    },
    async tsv() {
      const fromCsv = readCsv(await output('csv')).map((row) => row.map(withoutApostrophe));
      expect(readTsv(await output('tsv')).map((row) => row.map(escapeControlLines))).toEqual(fromCsv);
    },
    async markdown() {
      const body = readMarkdown(await output('markdown')).slice(1);
      const [header] = readMarkdown((await start('-o', 'markdown', '--header', 'names')).stdout);
      const [expected, ...others] = readCsv(await output('csv'));
      expect(header).toEqual(expected);
      const totals = ['stats', 'cache'].includes(command) ? 1 : 0;
      expect(body.length).toBe(others.length + totals);
      for (const row of body) expect(row.length).toBe(header?.length);
    },
    async table() {
      expect((await output('table')).split('\n').filter((line) => /\t|\r| $/.test(line))).toEqual([]);
    },
    async names() {
      const lines = (await output('names')).split('\n').slice(0, -1);
      expect(lines.length).toBe((await items()).length);
      const named = (await items()).flatMap((item) =>
        typeof item === 'object' && item !== null && 'name' in item ? [String(item.name)] : [],
      );
      if (named.length > 0) expect(lines).toEqual(named.map(escapeControl));
    },
    async count() {
      expect(await output('count')).toBe(`${(await items()).length}\n`);
    },
    async 'gh-matrix'() {
      const text = await output('gh-matrix');
      expect(text.trimEnd()).not.toContain('\n');
      const matrix = JSON.parse(text) as Document;
      expect(matrix).toEqual({ include: await items() });
    },
    async openmetrics(context) {
      const text = await output('openmetrics');
      expect(text.endsWith('# EOF\n')).toBe(true);
      expect(promtoolRemarks(context, text)).toBe('');
      expect(countOpenMetricsSamples(context, text)).toBe(
        text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length,
      );
    },
  };

  async function withoutHeader(): Promise<string> {
    return (await start('-o', 'csv', '--no-header')).stdout;
  }

  for (const format of FORMATS) it(format, tests[format]);
}

function withoutApostrophe(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
