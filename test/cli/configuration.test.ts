import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configShape } from '../../src/fleet/parse-config.js';
import { locationOf } from '../../src/fleet/connector.js';
import { documentedCommands } from '../support/documented.js';
import { BINARY, plainEnvironment, PROJECT, runFleetq } from '../support/run-fleetq.js';
import { temporaryFolder, writeFiles } from '../support/temporary-fleet.js';

const DOCUMENT = 'docs/configuration.md';

it.each(documentedCommands(DOCUMENT))('the documentation shows what fleetq answers: $line', ({ command, output }) => {
  const ran = spawnSync('sh', ['-c', `fleetq() { "$FLEETQ_NODE" "$FLEETQ_BINARY" "$@"; }; exec 2>&1; ${command}`], {
    cwd: PROJECT,
    encoding: 'utf8',
    env: { ...plainEnvironment(), FLEETQ_NODE: process.execPath, FLEETQ_BINARY: BINARY },
  });
  expect(ran.stdout).toBe(output);
});

it.each(['backstage', 'helm'])('the documentation shows the configuration of examples/%s as it is', (example) => {
  expect(readFileSync(join(PROJECT, DOCUMENT), 'utf8')).toContain(
    readFileSync(join(PROJECT, 'examples', example, 'fleetq.yaml'), 'utf8'),
  );
});

describe('another layout', () => {
  const FILES = {
    'services/pay/deploy/values.yaml': 'app: {tier: 1}\n',
    'services/mail/deploy/values.yaml': 'app: {tier: 2}\n',
    'services/mail/deploy/draft.values.yaml': 'app: {tier: 3}\n',
  };
  const list = async (configuration: string, ...args: string[]) => {
    const root = temporaryFolder();
    writeFiles(root, { ...FILES, 'fleetq.yaml': configuration });
    return runFleetq(['list', '--root', root, ...args]);
  };

  it.each<[string, string, string]>([
    ['names from the folder', 'metadata: services/*/deploy/values.yaml\ndata: app\n', 'deploy\ndeploy\n'],
    ['names from the file', 'metadata: services/pay/deploy/*.yaml\ndata: app\nname: file\n', 'values\n'],
    [
      'names from a pattern',
      "metadata: '**/values.yaml'\ndata: app\nname: services/{name}/deploy/values.yaml\n",
      'mail\npay\n',
    ],
    [
      'several globs, and one that is left out',
      "metadata: [services/*/deploy/values.yaml, '**/draft.*']\nignore: '**/pay/**'\ndata: null\nname: '**/{name}/deploy/*'\n",
      'mail\nmail\n',
    ],
  ])('%s', async (_title, configuration, names) => {
    expect(await list(configuration, '-o', 'names')).toEqual({ stdout: names, stderr: '', code: 0 });
  });

  it('leaves out default columns that the whole fleet has nothing for', async () => {
    const ran = await list(
      'metadata: services/*/deploy/values.yaml\ndata: app\nname: services/{name}/deploy/values.yaml\n',
      '-o',
      'csv',
    );
    expect(ran.stdout).toBe('name,path\r\nmail,services/mail/deploy\r\npay,services/pay/deploy\r\n');
  });

  it('shows the columns that it names, until somebody asks for others', async () => {
    const configuration =
      'metadata: services/*/deploy/values.yaml\ndata: app\nname: services/{name}/deploy/values.yaml\ncolumns: [{field: name, title: Service}, data.tier]\n';
    expect((await list(configuration, '-o', 'csv')).stdout).toBe('Service,data.tier\r\nmail,2\r\npay,1\r\n');
    expect((await list(configuration, '-o', 'csv', '--columns', 'name')).stdout).toBe('name\r\nmail\r\npay\r\n');
  });

  it.each<[string, string, RegExp]>([
    [
      'a key that is nearly right',
      'data: app\nmetdata: x\n',
      /fleetq\.yaml: line 2, column 1: unknown key `metdata`\n {2}did you mean `metadata`\?/,
    ],
    ['a key of a column that is nearly right', 'columns: [{feild: name}]\n', /line 1, column 11: `columns\.0`/],
    ['YAML that is none', 'metadata: [a\n', /fleetq\.yaml: line \d+, column \d+: /],
    ['a list', '- metadata\n', /line 1, column 1: the document should be/],
    [
      'a pattern without a place for the name',
      'metadata: x\nname: services\n',
      /line 2, column 7: `name` is not valid: expected `folder`, `file` or a path with \{name\}/,
    ],
    ['an empty list', 'metadata: []\n', /line 1, column 11: `metadata`/],
    ['a number', 'queries: 3\n', /line 1, column 10: `queries` should be a string/],
    [
      'a column that cannot be',
      'metadata: services/*/deploy/values.yaml\ndata: app\ncolumns: [nmae]\n',
      /fleetq\.yaml: columns: there is no field `nmae`\n {2}did you mean `name`\?/,
    ],
  ])('refuses %s', async (_title, configuration, message) => {
    const ran = await list(configuration);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(4);
  });

  it('takes a file of comments alone for the default layout', async () => {
    expect((await list('# nothing yet\n')).stderr).toContain('there are no connectors');
  });
});

it.each<[string, string, string]>([
  ['{name}/metadata.yaml', 'a.b/metadata.yaml', 'a.b'],
  ['**/{name}/x/*.yaml', 'one/two/three/x/y.yaml', 'three'],
  ['**/{name}/x/*.yaml', 'three/x/y.yaml', 'three'],
  ['charts/{name}.chart.yaml', 'charts/api.chart.yaml', 'api'],
  ['a+b(c)/{name}/m.yaml', 'a+b(c)/d/m.yaml', 'd'],
  ['other/{name}/m.yaml', 'here/d/m.yaml', 'd'],
])('%s names %s', (nameFrom, path, name) => {
  expect(locationOf(path, { nameFrom }).name).toBe(name);
});

describe('the JSON Schema for editors', () => {
  const schema: unknown = JSON.parse(readFileSync(join(PROJECT, 'schema/fleetq-yaml.schema.json'), 'utf8'));
  const accepts = new Ajv2020({ allowUnionTypes: true }).compile(schema as object);

  it('knows the same keys', () => {
    expect(Object.keys((schema as { properties: object }).properties)).toEqual(Object.keys(configShape.shape));
  });

  it.each<[string, boolean]>([
    ['metadata: a/*.yaml', true],
    [
      '{metadata: [a, b], ignore: c, data: null, name: file, queries: q, columns: [name, {field: data.x, title: X}]}',
      true,
    ],
    ['name: charts/{name}/Chart.yaml', true],
    ['name: charts', false],
    ['name: "{name}/{name}"', false],
    ['metadata: []', false],
    ['queries: ""', false],
    ['columns: [{title: X}]', false],
    ['metdata: a', false],
  ])('says of %s what fleetq says', (text, valid) => {
    const document: unknown = parse(text);
    expect(accepts(document)).toBe(valid);
    expect(configShape.safeParse(document).success).toBe(valid);
  });

  it.each(['backstage', 'helm'])('accepts examples/%s', (example) => {
    expect(accepts(parse(readFileSync(join(PROJECT, 'examples', example, 'fleetq.yaml'), 'utf8')))).toBe(true);
  });
});
