import { describe, expect, it } from 'vitest';
import { EXAMPLE_FLEET, runFleetq } from '../support/run-fleetq.js';

const list = (...args: string[]) => runFleetq(['list', '--root', EXAMPLE_FLEET, '-o', 'count', ...args]);

const UNDECIDED = ['-q', "data.suportLevel == 'certified'"];
const PARTLY = ['-q', 'data.connectorBuildOptions.baseImage is None'];

describe('a gate that cannot decide says no', () => {
  const cases: readonly [string, readonly string[], number, RegExp][] = [
    ['all undecided, none wanted', [...UNDECIDED, '--fail-if-any'], 1, /--fail-if-any: \d+ connectors undecided/],
    ['all undecided, some wanted', [...UNDECIDED, '--fail-if-none'], 1, /--fail-if-none: no connector is listed/],
    ['some undecided, none wanted', [...PARTLY, '--fail-if-any'], 1, /--fail-if-any: /],
    [
      'some undecided, some wanted',
      ['-q', 'data.connectorBuildOptions.baseImage', '--fail-if-none'],
      1,
      /undecided, which/,
    ],
    [
      'some listed, none wanted',
      ['--fail-if-any', '--name', 'source-tide'],
      1,
      /--fail-if-any: 1 connector listed \(source-tide\)/,
    ],
    [
      'none listed, some wanted',
      ['--fail-if-none', '--language', 'java', '--support-level', 'archived'],
      1,
      /no connector is listed/,
    ],
    [
      'undecided ones that a filter left out',
      [...UNDECIDED, '--fail-if-any', '--language', 'java', '--support-level', 'archived'],
      0,
      /^(?!.*--fail)/s,
    ],
    ['undecided ones let through', [...UNDECIDED, '--fail-if-any', '--allow-undecided'], 0, /^(?!.*--fail)/s],
    ['a missing field decided', [...UNDECIDED, '--fail-if-any', '--missing', 'none'], 0, /^(?!.*--fail)/s],
    ['no gate at all', UNDECIDED, 0, /^(?!.*--fail)/s],
  ];
  it.each(cases)('%s', async (_title, args, code, stderr) => {
    const ran = await list(...args);
    expect([ran.code, ran.stderr]).toEqual([code, expect.stringMatching(stderr)]);
  });
});

describe('a field of `connector` that does not exist', () => {
  it.each([
    ['connector.lang == 1', /has no field `lang`[^]*did you mean `connector.language`/],
    ["connector['versoin']", /has no field `versoin`[^]*did you mean `connector.version`/],
    ['data.name and (connector.lang is None)', /has no field `lang`/],
  ])('%s is wrong before anything is read', async (query, stderr) => {
    for (const ran of [await list('-q', query), await runFleetq(['explain', query, '--root', EXAMPLE_FLEET])])
      expect([ran.code, ran.stderr]).toEqual([2, expect.stringMatching(stderr)]);
  });

  it.each(["connector.get('lang')", "'lang' in connector", "'lang' in connector.keys()", 'connector.language'])(
    '%s is a question',
    async (query) => {
      expect((await list('-q', query)).code).toBe(0);
    },
  );
});

describe('a name that does not exist', () => {
  it.each([['check'], ['migrate'], ['show']])('%s: is an error where it is an argument', async (command) => {
    const ran = await runFleetq([command, 'source-tied', '--root', EXAMPLE_FLEET]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(/no connector is called `source-tied`\n {2}did you mean `source-tide`/);
  });

  it('is a warning where it is a filter', async () => {
    expect(await list('--name', 'source-tied')).toMatchObject({ code: 0, stdout: '0\n' });
  });
});

describe('lists with commas', () => {
  it.each([
    ['names', ['--name', 'source-tide,source-harbor'], '2'],
    ['names with spaces', ['--name', 'source-tide, source-harbor'], '2'],
    ['names in braces', ['--name', '{source-tide,source-harbor}'], '2'],
    ['an empty name, which no connector has', ['--name', ''], '0'],
    ['a comma alone', ['--name', ','], '0'],
  ])('%s', async (_title, args, count) => {
    expect((await list(...args)).stdout).toBe(`${count}\n`);
  });

  it('of support levels, languages and types may have spaces', async () => {
    const both = await list('--support-level', 'certified, community', '--type', 'source, destination');
    expect(both.code).toBe(0);
    expect(both.stdout).toBe((await list('--support-level=certified', '--support-level=community')).stdout);
    expect((await list('--language', 'python, java')).code).toBe(0);
  });
});

describe('a field that no connector has', () => {
  it('is named when it is sorted by', async () => {
    const ran = await list('--sort', '-data.dockerImgeTag');
    expect(ran.stderr).toMatch(
      /no connector has the field `data.dockerImgeTag`\n {2}did you mean `data.dockerImageTag`/,
    );
  });
});
