import { describe, expect, it } from 'vitest';
import { EXAMPLE_FLEET, runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet } from '../support/temporary-fleet.js';

const MIGRATED = 'data.connectorBuildOptions.baseImage is not None';
const list = (...args: string[]) => runFleetq(['list', '--root', EXAMPLE_FLEET, ...args]);
const names = async (...args: string[]) =>
  (await list('-o', 'names', ...args)).stdout.trim().split('\n').filter(Boolean);

describe("the migration guide's commands, with only the program's name changed", () => {
  it('lists migrated certified connectors', async () => {
    const ran = await runFleetq(['connectors', '--support-level=certified', `--metadata-query=${MIGRATED}`, 'list'], {
      cwd: EXAMPLE_FLEET,
    });
    expect(ran.code).toBe(0);
    expect(
      ran.stdout
        .split('\n')
        .slice(0, 3)
        .map((line) => line.split(/ {2,}/)[0]),
    ).toEqual(['name', 'source-harbor', 'source-lantern']);
    expect(ran.stderr).toMatch(
      /^fleetq: 2 connectors undecided\n {2}2 × .*`data.connectorBuildOptions`.*destination-quarry, source-meadow/,
    );
  });

  it('lists unmigrated certified connectors', async () => {
    const query = "data.supportLevel == 'certified' and 'connectorBuildOptions' not in data.keys()";
    const ran = await runFleetq(['connectors', `--metadata-query=${query}`, 'list', '-o', 'names'], {
      cwd: EXAMPLE_FLEET,
    });
    expect(ran).toMatchObject({ code: 0, stdout: 'destination-quarry\nsource-meadow\n' });
  });
});

describe('three answers', () => {
  it('keeps undecided connectors out of the result, counts them and names them', async () => {
    const ran = await list(
      '-q',
      'data.connectorBuildOptions.baseImage is None',
      '--support-level',
      'certified',
      '-o',
      'json',
    );
    const document = JSON.parse(ran.stdout) as {
      counts: unknown;
      connectors: unknown[];
      undecided: { name: string }[];
    };
    expect(document.counts).toEqual({ matched: 0, unmatched: 12, undecided: 2, unreadable: 0 });
    expect(document.connectors).toEqual([]);
    expect(document.undecided.map(({ name }) => name)).toEqual(['destination-quarry', 'source-meadow']);
  });

  it('reads a missing field as None with --missing none', async () => {
    expect(
      await names(
        '-q',
        'data.connectorBuildOptions.baseImage is None',
        '--support-level',
        'certified',
        '--missing',
        'none',
      ),
    ).toEqual(['destination-quarry', 'source-meadow']);
  });

  it('turns the answer round with --invert, undecided connectors included', async () => {
    const migrated = await names('-q', MIGRATED);
    const others = await names('-q', MIGRATED, '--invert');
    expect([...migrated, ...others].sort()).toEqual((await names()).sort());
  });
});

describe('filters', () => {
  const cases: readonly [string, readonly string[], readonly string[]][] = [
    ['names are exact', ['--name', 'source-tide'], ['source-tide']],
    [
      'names are globs',
      ['--name', 'destination-*'],
      ['destination-quarry', 'destination-vault', 'destination-vault-strict-encrypt'],
    ],
    ['a repeated flag means any', ['--name', 'source-tide', '--name', 'source-relic'], ['source-relic', 'source-tide']],
    ['different flags all hold', ['--support-level', 'certified', '--language', 'java'], ['destination-quarry']],
    ['no support level', ['--support-level', 'none'], ['source-nursery']],
    ['no language', ['--language', 'none'], ['acme-beacon-source']],
    [
      'type',
      ['--type', 'destination', '--support-level', 'community'],
      ['destination-vault', 'destination-vault-strict-encrypt'],
    ],
    [
      'queries all hold',
      ['-q', "data.supportLevel == 'community'", '-q', "'language:python' in data.tags"],
      ['source-orchard', 'source-pebble'],
    ],
    ['a filter that nothing meets gives nothing', ['--support-level', 'archived', '--language', 'java'], []],
    [
      'variants come in pairs',
      ['--name', 'destination-vault', '--include-variants'],
      ['destination-vault', 'destination-vault-strict-encrypt'],
    ],
    ['what the scanner knows', ['-q', 'connector.hasBuildCustomization'], ['source-foundry']],
  ];
  it.each(cases)('%s', async (_title, args, expected) => {
    expect(await names(...args)).toEqual(expected);
  });
});

describe('saved queries', () => {
  const cases: readonly [string, readonly string[]][] = [
    ['migrated-certified', ['source-harbor', 'source-lantern']],
    ['unmigrated-certified', ['destination-quarry', 'source-meadow']],
    ['migrated', ['source-foundry', 'source-harbor', 'source-lantern', 'source-pebble', 'source-tide']],
    ['python-unmigrated', ['source-meadow', 'source-nursery', 'source-relic']],
    ['partial', ['source-orchard', 'source-willow']],
    ['tag-only', ['source-pebble']],
  ];
  it.each(cases)('%s', async (name, expected) => {
    expect(await names(name)).toEqual(expected);
  });

  it('lets the command line narrow one', async () => {
    expect(await names('partial', '--support-level', 'incubating')).toEqual(['source-willow']);
  });

  it("brings the fleet's own, checked, from the folder that fleetq.yaml names", async () => {
    const root = temporaryFleet({
      'source-a/metadata.yaml': 'data: {owner: ada}\n',
      'source-b/metadata.yaml': 'data: {owner: bob}\n',
    });
    const own = {
      '../../fleetq.yaml': 'queries: questions\n',
      '../../questions/ada.yaml': "name: ada\ntitle: Ada's\nanswers: What is Ada's?\nquery: data.owner == 'ada'\n",
      '../../questions/bad.yaml': 'name: bad\ntitle: Bad\nanswers: What?\nquerry: x\n',
    };
    const { writeFiles } = await import('../support/temporary-fleet.js');
    writeFiles(`${root}/airbyte-integrations/connectors`, own);
    expect(await runFleetq(['list', 'ada', '--root', root, '-o', 'names'])).toMatchObject({
      code: 0,
      stdout: 'source-a\n',
    });
    const bad = await runFleetq(['list', 'bad', '--root', root]);
    expect(bad.code).toBe(2);
    expect(bad.stderr).toMatch(/questions\/bad\.yaml.*line 4, column 1: unknown key `querry`/);
  });
});

describe('showing', () => {
  it('shows any field as a column, and orders by it', async () => {
    const ran = await list(
      '--columns',
      'name,data.ab_internal.ql',
      '--sort',
      '-data.ab_internal.ql',
      '--limit',
      '3',
      '-o',
      'csv',
    );
    expect(ran.stdout).toBe(
      'name,data.ab_internal.ql\r\nsource-harbor,400\r\nsource-lantern,400\r\nsource-meadow,400\r\n',
    );
  });

  it('orders versions as versions', async () => {
    const root = temporaryFleet({
      'source-a/metadata.yaml': 'data: {dockerImageTag: 1.10.0}\n',
      'source-b/metadata.yaml': 'data: {dockerImageTag: 1.9.0}\n',
      'source-c/metadata.yaml': 'data: {}\n',
    });
    expect((await runFleetq(['list', '--root', root, '--sort', 'version', '-o', 'names'])).stdout).toBe(
      'source-b\nsource-a\nsource-c\n',
    );
    expect((await runFleetq(['list', '--root', root, '--sort', '-version', '-o', 'names'])).stdout).toBe(
      'source-a\nsource-b\nsource-c\n',
    );
  });

  it('counts', async () => {
    expect((await list('-o', 'count', '--support-level', 'certified')).stdout).toBe('4\n');
  });

  it('shows a table whole and without colour in a pipe', async () => {
    const { stdout } = await list('--name', 'source-harbor');
    expect(stdout).toMatch(
      /source-harbor +python +certified +2\.3\.1 +airbyte-integrations\/connectors\/source-harbor +docker\.io\/airbyte\/python-connector-base:1\.2\.0@sha256:[0-9a-f]{64}\n$/,
    );
    expect(stdout).not.toContain('\u001b');
  });

  it('colours a pipe that asks for it, and --no-color has the last word', async () => {
    const forced = { env: { FORCE_COLOR: '1' } };
    expect((await runFleetq(['list', '--root', EXAMPLE_FLEET], forced)).stdout).toContain('\u001b[');
    expect((await runFleetq(['list', '--root', EXAMPLE_FLEET, '--no-color'], forced)).stdout).not.toContain('\u001b[');
  });
});

describe('exit codes', () => {
  const BROKEN = { 'source-bad/metadata.yaml': 'data: [\n', 'source-good/metadata.yaml': 'data: {}\n' };

  it('3 where metadata could not be read: the rest is listed, the file is named', async () => {
    const root = temporaryFleet(BROKEN);
    const ran = await runFleetq(['list', '--root', root, '-o', 'json']);
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('airbyte-integrations/connectors/source-bad/metadata.yaml: line ');
    const document = JSON.parse(ran.stdout) as {
      connectors: { name: string }[];
      unreadable: { path: string }[];
      counts: { unreadable: number };
    };
    expect(document.connectors.map(({ name }) => name)).toEqual(['source-good']);
    expect(document.unreadable.map(({ path }) => path)).toEqual([
      'airbyte-integrations/connectors/source-bad/metadata.yaml',
    ]);
    expect(document.counts.unreadable).toBe(1);
    expect((await runFleetq(['list', '--root', root, '--allow-unreadable'])).code).toBe(0);
  });

  const cases: readonly [string, readonly string[], number][] = [
    ['0 even if nothing matched', ['--name', 'source-tide', '--language', 'java'], 0],
    ['1 when --fail-if-any meets some', ['--fail-if-any'], 1],
    ['0 when --fail-if-any meets none', ['--fail-if-any', '--language', 'java', '--support-level', 'archived'], 0],
    ['1 when --fail-if-none meets none', ['--fail-if-none', '--language', 'java', '--support-level', 'archived'], 1],
    ['2 for a query that does not parse', ['-q', 'data.x =='], 2],
    ['2 for an unknown name in a query', ['-q', 'dta.x == 1'], 2],
    ['2 for an unknown support level', ['--support-level', 'certifed'], 2],
    ['2 for an unknown language', ['--language', 'cobol'], 2],
    ['2 for an unknown option', ['--suport-level', 'certified'], 2],
    ['2 for an unknown column', ['--columns', 'nmae'], 2],
    ['2 for an unknown saved query', ['migrated-certifed'], 2],
    ['2 for a missing value', ['--name'], 2],
  ];
  it.each(cases)('%s', async (_title, args, code) => {
    expect((await list(...args)).code).toBe(code);
  });
});

describe('messages', () => {
  const cases: readonly [string, readonly string[], RegExp][] = [
    [
      'a support level that does not exist',
      ['--support-level', 'certifed'],
      /`certifed`\n {2}did you mean `certified`\?\n {2}it takes certified, community/,
    ],
    [
      'an option that does not exist',
      ['--suport-level', 'x'],
      /unknown option `--suport-level`\n {2}did you mean `--support-level`\?/,
    ],
    [
      'a name that does not exist',
      ['--name', 'source-tied'],
      /no connector is called `source-tied`\n {2}did you mean `source-tide`\?/,
    ],
    [
      'a field that no connector has',
      ['-q', "data.get('suportLevel') == 'certified'"],
      /no connector has the field `data.suportLevel`\n {2}did you mean `data.supportLevel`\?/,
    ],
    [
      'a query that is wrong',
      ['-q', "dta.supportLevel == 'certified'"],
      /query error: unknown name `dta`\n {2}dta\.supportLevel == 'certified'\n {2}\^\^\^\n.*did you mean `data`\?/,
    ],
  ];
  it.each(cases)('%s', async (_title, args, message) => {
    const { stderr } = await list(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  it.each([
    [
      'a root that is not there',
      ['list', '--root', '/nonexistent/fleet'],
      2,
      /the root \/nonexistent\/fleet does not exist/,
    ],
    ['a folder without connectors', ['list', '--root', import.meta.dirname], 2, /there are no connectors in/],
    ['a command that does not exist', ['lst'], 2, /unknown command `lst`\n {2}did you mean `list`\?/],
  ] as const)('%s', async (_title, args, code, message) => {
    const ran = await runFleetq(args);
    expect(ran.code).toBe(code);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toMatch(message);
  });

  it('says nothing on stdout but the result', async () => {
    expect((await list('-q', 'data.ab_internal.ql > 0', '-o', 'count')).stdout).toBe('11\n');
  });
});
