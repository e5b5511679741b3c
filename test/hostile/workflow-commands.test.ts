import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { FORMATS, type Format, type FormatOptions } from '../../src/output/format.js';
import { csv, tsv } from '../../src/output/formats/delimited.js';
import { markdown } from '../../src/output/formats/markdown.js';
import { names } from '../../src/output/formats/names.js';
import { openmetrics } from '../../src/output/formats/openmetrics.js';
import { table } from '../../src/output/formats/table.js';
import { yamlText } from '../../src/output/formats/yaml.js';
import { escapeControl, escapeControlLines } from '../../src/text/escape-control.js';
import { wrapped } from '../../src/text/width.js';
import { readWithPyYaml } from '../support/readers/python.js';
import { readTsv } from '../support/readers/tables.js';
import { AT_ONE_TIME, runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet, writeFiles } from '../support/temporary-fleet.js';
import { PIPE } from '../support/format-options.js';
import { viewOf } from '../support/view-of.js';

/** What GitHub's runner (`ActionCommand.cs`), Azure's and TeamCity take for a command, as they find it. */
function commandsIn(output: string): readonly string[] {
  return output
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trimStart().startsWith('::') || /##(?:vso|teamcity)?\[/i.test(line));
}

const ROOT = mkdtempSync(join(tmpdir(), 'fleetq-commands-'));
afterAll(() => rmSync(ROOT, { recursive: true }));
const METADATA = String.raw`data:
  name: "::add-mask::name"
  supportLevel: "::error::level"
  lines: "one\n::add-mask::two\n  ::add-mask::three\r\n::x::four"
  old: "a ##[add-mask]b"
  azure: "##vso[task.setvariable variable=a]b"
  teamcity: "##teamcity[buildStatus]"
  spaces: "\u00a0\u3000::add-mask::x"
  list: ["::add-mask::a", "##[add-mask]b"]
  plain: "a::b http://x #1 ## [x] :x"
  "::add-mask::key": "::x::y"
  "##[add-mask]key": 1
  connectorBuildOptions: {baseImage: "::add-mask::image"}
`;
writeFiles(ROOT, {
  'airbyte-integrations/connectors/::add-mask::x/metadata.yaml': METADATA,
  'airbyte-integrations/connectors/  ::add-mask::y/metadata.yaml': METADATA,
  'airbyte-integrations/connectors/source-##[add-mask]z/metadata.yaml': METADATA,
  'airbyte-integrations/connectors/::add-mask::unreadable/metadata.yaml': 'a: [::\n',
  'airbyte-integrations/connectors/source-a::b/metadata.yaml': 'data: {name: plain, supportLevel: certified}\n',
  'queries/x.yaml': 'name: x\nanswers: "::add-mask::x"\nquery: "data.name == 1\\n::add-mask::x"\n',
  'fleetq.yaml': 'queries: queries\n',
});

describe.skipIf(process.platform === 'win32')('no line is a command to a CI runner', () => {
  const lines: readonly (readonly string[])[] = [
    ['list', '--columns', 'data.name,name,data.lines,data.old,data.azure,data.spaces,data.list'],
    ['list', '--columns', 'data.missing,data.name'],
    ['list', '-q', "data['::add-mask::key'] == 1 and data.missing"],
    ['show', '*'],
    ['stats', '--by', 'data.name,data.old'],
    ['fields'],
    ['queries'],
    ['images'],
    ['check'],
    ['explain', "data.name == '::add-mask::x'", '--name', '*'],
  ];
  it.each(lines.map((args) => [args.join(' '), args] as const))(
    '%s',
    async (_title, args) => {
      for (const format of FORMATS) {
        const { stdout, stderr } = await runFleetq([...args, '-o', format, '--root', ROOT]);
        expect(commandsIn(stdout), format).toEqual([]);
        expect(commandsIn(stderr), format).toEqual([]);
      }
    },
    60_000,
  );

  it('annotations are commands of their own, one a line', async () => {
    const metadata = String.raw`data: {connectorBuildOptions: {baseImage: "x\n::add-mask::x\e[1m\u202e"}}`;
    const root = temporaryFleet({
      '::add-mask::x/metadata.yaml': `${metadata}\n`,
      '::add-mask::x/main.py': '',
      '::add-mask::x/pyproject.toml': '',
    });
    const { stdout } = await runFleetq(['check', '--annotations', '--root', root]);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/^::error file=[^:]*,title=[^:]*::/);
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
    expect(stdout).toContain(String.raw`%0A\u003a:add-mask::x`);
  });

  it.each([
    ['show', '::add-mask::nobody'],
    ['show', 'a\n::add-mask::nobody'],
    ['list', '-q', '::add-mask::x'],
    ['list', '-q', '  ::add-mask::x'],
    ['list', '-q', 'data.x ##[add-mask]x'],
    ['list', '-q', '1 +\n::add-mask::x'],
    ['::add-mask::x'],
    ['list', '--::add-mask::x'],
    ['list', '-o', '::add-mask::x'],
    ['queries', '::add-mask::x'],
    ['queries', 'x'],
    ['list', '--columns', '::add-mask::x'],
    ['list', '--rev', '::add-mask::x'],
    ['images', '--registry', '::add-mask::x\n::x', '--latest-from', 'registry'],
  ])('an error about %s %s %s', async (...args) => {
    const { stdout, stderr, code } = await runFleetq([...args, '--root', ROOT]);
    expect(commandsIn(stderr + stdout)).toEqual([]);
    expect(code).not.toBe(1);
  });

  it('carets stand under what is escaped too', async () => {
    const { stderr } = await runFleetq(['list', '-q', '::add-mask::x', '--root', ROOT]);
    const [, excerpt = '', carets = ''] = stderr.split('\n');
    expect(excerpt).toBe(String.raw`  \u{3a}:add-mask::x`);
    expect(carets.trimEnd()).toMatch(/^ {2}\^{6,}$/);
  });

  it('names are told apart, and a harmless one is left as it is', async () => {
    const { stdout } = await runFleetq(['list', '-o', 'names', '--root', ROOT]);
    expect(
      stdout
        .split('\n')
        .filter((name) => name !== '')
        .sort(),
    ).toEqual([
      String.raw`  \u003a:add-mask::y`,
      String.raw`\u003a:add-mask::x`,
      String.raw`source-\u0023#[add-mask]z`,
      'source-a::b',
    ]);
  });

  it('JSON and YAML say the same as before', async (context) => {
    const { stdout } = await runFleetq(['show', '::add-mask::x', '-o', 'json', '--root', ROOT], { env: AT_ONE_TIME });
    const document = JSON.parse(stdout) as { connectors: { name: string; data: Record<string, unknown> }[] };
    expect(document.connectors[0]).toMatchObject({
      name: '::add-mask::x',
      data: { old: 'a ##[add-mask]b', '##[add-mask]key': 1, plain: 'a::b http://x #1 ## [x] :x' },
    });
    const asYaml = await runFleetq(['show', '::add-mask::x', '-o', 'yaml', '--root', ROOT], { env: AT_ONE_TIME });
    expect(parseYaml(asYaml.stdout, { version: '1.1' })).toEqual(document);
    expect(readWithPyYaml(context, asYaml.stdout)).toEqual(document);
  });
});

describe('each form', () => {
  const options: FormatOptions = { ...PIPE, header: 'none' };
  const view = viewOf({
    columns: [{ title: 'A' }, { title: 'B' }],
    rows: [
      [{ text: '::add-mask::x' }, { text: 'a::b' }],
      [{ text: '' }, { text: '::add-mask::x' }],
      [{ text: 'one\n::add-mask::x' }, { text: '##[add-mask]x' }],
    ],
  });

  it.each<[Format, () => string]>([
    ['table', () => table(view, options)],
    ['csv', () => csv(view, options)],
    ['tsv', () => tsv(view, options)],
    ['markdown', () => markdown(view, options)],
    ['names', () => names(view, options)],
    ['yaml', () => yamlText({ a: 'one\n::add-mask::x', '::k': ['::add-mask::x', '##[x]'] })],
    [
      'openmetrics',
      () => {
        const samples = [{ labels: { a: '##[add-mask]x', b: '::a\n::b' }, value: 1 }];
        return openmetrics(viewOf({ metrics: [{ name: 'fleetq_x', help: '##[add-mask]x', samples }] }), options);
      },
    ],
  ])('%s', (_format, text) => {
    expect(commandsIn(text())).toEqual([]);
  });

  it('TSV is read back exactly', () => {
    expect(readTsv(tsv(view, options))).toEqual([
      ['::add-mask::x', 'a::b'],
      ['', '::add-mask::x'],
      ['one\n::add-mask::x', '##[add-mask]x'],
    ]);
  });

  it.each([
    ['::add-mask::x', String.raw`\u003a:add-mask::x`],
    ['  ::add-mask::x', String.raw`  \u003a:add-mask::x`],
    ['\u00a0::x', '\u00a0\\u003a:x'],
    [':::x', String.raw`\u003a::x`],
    ['##[debug]', String.raw`\u0023#[debug]`],
    ['###[debug]', String.raw`#\u0023#[debug]`],
    ['##VSO[x]', String.raw`\u0023#VSO[x]`],
    ['a::b', 'a::b'],
    [':x', ':x'],
    ['## x [', '## x ['],
    ['#[derive]', '#[derive]'],
  ])('%s is shown as %s', (text, shown) => {
    expect(escapeControl(text)).toBe(shown);
    expect(escapeControlLines(`a\n${text}`)).toBe(`a\n${shown}`);
  });

  it('a text that goes on in the next line does not begin there with a command', () => {
    for (const text of ['word ::add-mask::x', `${'x'.repeat(10)}::add-mask::x`, ':'.repeat(40)])
      for (let width = 1; width < 30; width++) expect(commandsIn(wrapped(text, width).join('\n'))).toEqual([]);
    expect(wrapped('one a::b', 4)).toEqual(['one', 'a::b']);
  });
});
