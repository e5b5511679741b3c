import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/fleet/config.js';
import { dataOf } from '../../src/fleet/connector.js';
import { workTree } from '../../src/fleet/file-tree.js';
import { scanFleet } from '../../src/fleet/scan.js';
import { compileQuery } from '../../src/index.js';
import { collectFields } from '../../src/inventory/field-stats.js';
import { columnsNamed } from '../../src/output/views/columns.js';
import { isPattern } from '../../src/values/path.js';
import { commaSeparated, finishedItems } from '../../src/cli/arguments/option.js';
import { runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet, writeFiles } from '../support/temporary-fleet.js';

const FLEET = {
  'source-a/metadata.yaml': `data:
  name: A
  owning-sig: data-eng
  a.b: joined
  a: {b: nested}
  ann: {"example.com/by": me, "it's, \\"q\\"": odd, "tab\\t": 2, class: c, _p: 3, größe: 4, "*": star, "[]": 5, "": 6, "x,y": 7}
  releases: {breakingChanges: {1.0.0: {message: m}, 2.0.0: {message: n}}}
  2: two
  2024-10-01: day
  tags: [t1, t2]
`,
  'source-b/metadata.yaml': 'data: {name: B, app.kubernetes.io: 1, a: {b: only}, labels: {1.0.0: x}}\n',
  'source-c/metadata.yaml': 'data: {name: C, a.b: alone}\n',
};

const rows = async (...args: string[]) => {
  const ran = await runFleetq(['list', '--root', temporaryFleet(FLEET), '-o', 'csv', '--no-header', ...args]);
  expect([ran.code, ran.stderr]).toEqual([0, '']);
  return ran.stdout.trimEnd().split('\r\n');
};

describe('one grammar for field paths', () => {
  it('every path that is printed is a query and a column, and finds what it counted', async () => {
    const { connectors } = await scanFleet(workTree(temporaryFleet(FLEET)), DEFAULT_CONFIG);
    const fields = collectFields(connectors).filter(({ path }) => path.startsWith('data'));
    expect(fields.length).toBeGreaterThan(20);
    expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length);
    for (const { path, steps, connectors: counted } of fields) {
      const [column] = columnsNamed([path], connectors);
      const inColumn = connectors.filter((connector) => (column?.field.valuesOf(connector) ?? []).length > 0);
      expect(column?.field.name).toBe(path);
      // `*` is printed for keys that are data, and read as any key.
      if (steps.some(({ kind }) => kind === 'any')) expect(inColumn.length).toBeGreaterThanOrEqual(counted);
      else expect([path, inColumn.length]).toEqual([path, counted]);
      if (isPattern(steps)) continue;
      const query = compileQuery(`(${path}, True)[1]`);
      const answers = inColumn.map((connector) => query.evaluate({ data: dataOf(connector) }));
      expect([path, answers]).toEqual([path, answers.map(() => true)]);
    }
  });

  it('--columns takes them, with commas and quotes in their keys', async () => {
    const columns = `data["ann"]['example.com/by'],data.ann['it\\'s, "q"'],data.ann["x,y"],data.ann[''],data.ann['*']`;
    expect(await rows('--name', 'source-a', '--columns', columns)).toEqual(['me,odd,7,6,star']);
    expect(
      await rows('--name', 'source-a', '--columns', "data[2],data[date('2024-10-01')],data.tags[-1],connector['name']"),
    ).toEqual(['two,day,t2,source-a']);
  });

  it('a key with a dot and a mapping below a mapping are two paths', async () => {
    expect(await rows('--columns', "name,data.a.b,data['a.b']")).toEqual([
      'source-a,nested,joined',
      'source-b,only,',
      'source-c,,alone',
    ]);
    const { stdout } = await runFleetq(['fields', 'data.a', '--root', temporaryFleet(FLEET), '-o', 'names']);
    expect(stdout).toBe('data.a\ndata.a.b\n');
  });

  it('dots between all keys are read as before', async () => {
    const columns =
      'data.owning-sig,data.app.kubernetes.io,data.releases.breakingChanges.1.0.0.message,data.labels.1.0.0';
    expect(await rows('--columns', `name,${columns}`)).toEqual([
      'source-a,data-eng,,m,',
      'source-b,,1,,x',
      'source-c,,,,',
    ]);
  });

  it('columns are named as a query writes them', async () => {
    const columns = "data.owning-sig,data['app.kubernetes.io'],data['name']";
    const ran = await runFleetq(['list', '--root', temporaryFleet(FLEET), '-o', 'tsv', '--columns', columns]);
    expect(ran.stdout.split('\n')[0]).toBe("data['owning-sig']\tdata['app.kubernetes.io']\tdata.name");
  });

  it('--sort and --by take them', async () => {
    expect(await rows('--columns', 'name', '--sort', "-data['a.b']")).toEqual(['source-a', 'source-c', 'source-b']);
    const stats = async (...args: string[]) =>
      (await runFleetq(['stats', '--root', temporaryFleet(FLEET), '-o', 'csv', '--no-header', ...args])).stdout;
    const counted = await stats('--by', "data['owning-sig']");
    expect(counted).toContain('data-eng,1');
    expect(await stats('--by', 'data.owning-sig', '--sort', "-data['owning-sig']")).toBe(counted);
    expect(await stats('--by', "data.owning-sig,data['owning-sig']", '--sort', '-data["owning-sig"]')).toBe(counted);
  });

  it.each([
    ["data['owning-sig']", "data['owning-sig']"],
    ['data["owning-sig"]', "data['owning-sig']"],
    ['data.owning-sig', "data['owning-sig']"],
    ["data['a.b']", "data['a.b']"],
    ['EXAMPLE.COM', "data.ann['example.com/by']"],
    ['owning-sig', "data['owning-sig']"],
  ])('fields finds %s', async (written, found) => {
    const { stdout, code } = await runFleetq(['fields', written, '--root', temporaryFleet(FLEET), '-o', 'names']);
    expect([code, stdout]).toEqual([0, `${found}\n`]);
  });

  it('fleetq.yaml takes them', async () => {
    const root = temporaryFleet(FLEET);
    writeFiles(root, { 'fleetq.yaml': `columns: [name, "data['a.b']", {field: "data.ann['x,y']", title: XY}]\n` });
    const { stdout } = await runFleetq(['list', '--root', root, '-o', 'csv']);
    expect(stdout.split('\r\n').slice(0, 2)).toEqual(["name,data['a.b'],XY", 'source-a,joined,7']);
  });
});

describe('hints name paths that can be pasted', () => {
  const cases: readonly [readonly string[], string][] = [
    [['list', '-q', 'data.owningsig'], "did you mean `data['owning-sig']`?"],
    [['list', '-q', 'data.app.kubernetes.io'], "did you mean `data['app.kubernetes.io']`?"],
    [['list', '-q', "data.owning-sig == 'x'"], "a key with dashes goes in brackets: `data['owning-sig']`"],
    [['list', '-q', 'data.ann.a-b-c'], "a key with dashes goes in brackets: `data.ann['a-b-c']`"],
    [['list', '--columns', 'data.owning_sigg'], "did you mean `data['owning-sig']`?"],
    [['list', '--columns', "data['owning-sgi']"], "did you mean `data['owning-sig']`?"],
    [['list', '--sort', "data.ann['example.com/of']"], "did you mean `data.ann['example.com/by']`?"],
    [['fields', "data['owning_sig']"], "did you mean `data['owning-sig']`?"],
    [['list', '--columns', 'owning-sig'], "metadata is reached as data['owning-sig']"],
    [['list', '--columns', "data['a"], "`data['a` is no field path"],
    [['explain', "data['a.b'] and data.nam"], 'no connector has the field `data.nam`'],
  ];
  it.each(cases)('%j', async (args, hint) => {
    const { stderr } = await runFleetq([...args, '--root', temporaryFleet(FLEET)]);
    expect(stderr).toContain(hint);
  });

  it('explain and show write them so too', async () => {
    const root = temporaryFleet(FLEET);
    const explained = await runFleetq([
      'explain',
      "data.get('owning-sig') and data['a.b']",
      '--root',
      root,
      '-o',
      'names',
    ]);
    expect(explained.stdout).toBe("data['owning-sig']\ndata['a.b']\n");
    const shown = await runFleetq(['show', 'source-a', '--root', root, '-o', 'tsv']);
    expect(shown.stdout).toContain("\tdata['a.b']\tjoined\n");
    expect(shown.stdout).toContain("\tdata.releases.breakingChanges['1.0.0'].message\tm\n");
    expect(shown.stdout).toContain('\tdata[2]\ttwo\n');
  });
});

describe('lists with commas', () => {
  it.each<[string, readonly string[]]>([
    ["name, data['a,b'],x", ['name', "data['a,b']", 'x']],
    [`data['it\\'s, "q"'],y`, [`data['it\\'s, "q"']`, 'y']],
    ['data["a\\\\"],z', ['data["a\\\\"]', 'z']],
    ['source-{a,b},c', ['source-{a,b}', 'c']],
    ["data['open,x", ["data['open", 'x']],
  ])('%s', (written, items) => {
    expect(commaSeparated(written)).toEqual(items);
  });

  it.each([
    ['name,da', 'name,'],
    ["name,data['a,b", 'name,'],
    ["name,data['a,b'],", "name,data['a,b'],"],
    ["data['a,b']", ''],
  ])('of %s, %s is finished', (written, finished) => {
    expect(finishedItems(written)).toBe(finished);
  });
});
