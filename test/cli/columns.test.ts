import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { itemErrors, schemaErrors } from '../support/readers/schemas.js';
import { EXAMPLE_FLEET, runFleetq } from '../support/run-fleetq.js';

const run = (...args: string[]) => runFleetq([...args, '--root', EXAMPLE_FLEET]);
const linesOf = async (...args: string[]) => (await run(...args)).stdout.split(/\r?\n/);
const HARBOR = ['list', '--name', 'source-harbor'];

interface Listing {
  readonly columns: readonly string[] | null;
  readonly connectors: readonly Record<string, unknown>[];
}

describe('what heads a column', () => {
  it.each(['table', 'markdown', 'csv', 'tsv'])('%s: what --columns takes', async (form) => {
    const [header = ''] = await linesOf(...HARBOR, '-o', form);
    const names = header.split(/[,\t|\s]+/).filter((word) => word !== '');
    expect(names).toEqual(['name', 'language', 'supportLevel', 'version', 'path', 'baseImage']);
    const again = await linesOf(...HARBOR, '-o', form, '--columns', names.join(','));
    expect(again).toEqual(await linesOf(...HARBOR, '-o', form));
  });

  it('stats: what --by takes', async () => {
    const [header = ''] = await linesOf('stats', '--by', 'supportLevel,data.ab_internal.ql');
    expect(header).toMatch(/^supportLevel +data\.ab_internal\.ql +Connectors +Share$/);
  });

  it.each<[string, string, string]>([
    [
      'list',
      'name,language,supportLevel,version,path,baseImage',
      'Connector,Language,Support level,Version,Folder,Base image',
    ],
    [
      'stats',
      'supportLevel,language,migrated,partial,unmigrated,connectors,shareMigrated',
      'Support level,Language,Migrated,Partial,Unmigrated,Total,Progress',
    ],
    ['images', 'address,connectors,supportLevels,latest,behind', 'Base image,Connectors,Support levels,Latest,Behind'],
    ['fields', 'path,connectors,share,types,values', 'Field,Connectors,Share,Types,Most common values'],
    ['queries', 'name,origin,matched,answers', 'Query,Origin,Matches,Answers'],
  ])('%s -o csv: names for programs, titles for people, or nothing', async (command, names, titles) => {
    const lines = await linesOf(command, '-o', 'csv');
    expect(lines[0]).toBe(names);
    expect((await linesOf(command, '-o', 'csv', '--header', 'names'))[0]).toBe(names);
    expect((await linesOf(command, '-o', 'csv', '--header', 'titles'))[0]).toBe(titles);
    for (const none of [['--no-header'], ['--header', 'none'], ['--header=none']])
      expect(await linesOf(command, '-o', 'csv', ...none)).toEqual(lines.slice(1));
  });

  it('a table too takes names and titles', async () => {
    expect((await linesOf(...HARBOR, '--header', 'titles'))[0]).toMatch(/^Connector +Language +Support level /);
    expect((await linesOf('images', '--header', 'names'))[0]).toMatch(/^address +connectors /);
  });

  it('--header takes these words only', async () => {
    expect(await run('list', '--header', 'title')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('a title of one’s own', () => {
  const COLUMNS = `Level=supportLevel,"Quality, level"=data.ab_internal.ql,data['ab_internal']['sl'],connector.name`;

  it.each(['names', 'titles', 'auto'])('heads the column, with --header %s', async (header) => {
    const [csv] = await linesOf(...HARBOR, '--columns', COLUMNS, '-o', 'csv', '--header', header);
    expect(csv).toMatch(/^Level,"Quality, level",data\.ab_internal\.sl,/);
    const [table] = await linesOf(...HARBOR, '--columns', COLUMNS, '--header', header);
    expect(table).toMatch(/^Level +Quality, level +data\.ab_internal\.sl +/);
  });

  it('is the key in documents, which hold just these columns', async () => {
    const expected = {
      Level: 'certified',
      'Quality, level': 400,
      "data['ab_internal']['sl']": 300,
      'connector.name': 'source-harbor',
    };
    const document = JSON.parse((await run(...HARBOR, '--columns', COLUMNS, '-o', 'json')).stdout) as Listing;
    expect(schemaErrors('list', document)).toEqual([]);
    expect(document.columns).toEqual(Object.keys(expected));
    expect(document.connectors).toEqual([expected]);
    const yaml = parseYaml((await run(...HARBOR, '--columns', COLUMNS, '-o', 'yaml')).stdout) as Listing;
    expect(yaml.connectors).toEqual([expected]);
    const line = JSON.parse((await run(...HARBOR, '--columns', COLUMNS, '-o', 'ndjson')).stdout) as unknown;
    expect(line).toEqual(expected);
    expect(itemErrors('list', line)).toEqual([]);
  });

  it('a missing value is null, not left out', async () => {
    const { stdout } = await run(...HARBOR, '--columns', 'X=data.nowhere', '-o', 'ndjson');
    expect(JSON.parse(stdout)).toEqual({ X: null });
  });

  it('without --columns everything is told', async () => {
    const document = JSON.parse((await run(...HARBOR, '-o', 'json')).stdout) as Listing;
    expect(document.columns).toBeNull();
    expect(document.connectors[0]).toMatchObject({
      name: 'source-harbor',
      metadataPath: 'airbyte-integrations/connectors/source-harbor/metadata.yaml',
    });
  });

  it.each<[string, RegExp]>([
    ['A=name,A=version', /two columns are called `A`/],
    ['=name', /`=name` has no title/],
    ['A=nmae', /there is no field `nmae`\n {2}did you mean `name`/],
  ])('%s is refused', async (columns, message) => {
    const ran = await run('list', '--columns', columns);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
  });
});
