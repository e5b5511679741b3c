import { describe, expect, it } from 'vitest';
import { GENERAL_OPTIONS } from '../../src/cli/arguments/options.js';
import { COMMANDS } from '../../src/cli/commands.js';
import { unquoted } from '../../src/cli/completion/complete.js';
import { COMPLETES, isPlaceholder, placeholdersOf } from '../../src/cli/completion/sources.js';
import { EXAMPLE_FLEET, runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet, temporaryFolder } from '../support/temporary-fleet.js';

const complete = async (words: readonly string[], cwd = EXAMPLE_FLEET) =>
  (await runFleetq(['complete', '--', 'fish', ...words], { cwd })).stdout.replace(/\n$/, '').split('\n');
const wordsOf = (lines: readonly string[]) => lines.slice(1).map((line) => line.split('\t')[0]);

describe('what completes', () => {
  const cases: readonly [string, readonly string[], string, readonly string[]][] = [
    ['commands', [''], 'words', ['list', 'show', 'stats', 'completion', 'help', 'connectors']],
    [
      'commands after the word of the guide and its options',
      ['connectors', '--name', 'x', ''],
      'words',
      ['list', 'migrate'],
    ],
    ['commands to help with', ['help', ''], 'words', ['list', 'completion']],
    ['topics of the help', ['help', ''], 'words', ['query', 'formats', 'exit-codes', 'configuration', 'all']],
    ['all of the help', ['list', '--help', ''], 'words', ['all']],
    ['all of the help of a command', ['help', 'list', ''], 'words', ['all']],
    ['options of a command', ['list', '--'], 'words', ['--name', '--columns', '--no-color', '--help']],
    ['options by their other names', ['stats', '--'], 'words', ['--by', '--group-by']],
    ['options again after those that repeat', ['list', '--name', 'source-tide', '--'], 'words', ['--name']],
    ['choices', ['list', '-o', ''], 'words', ['table', 'json', 'gh-matrix']],
    ['choices behind an equals sign', ['list', '--support-level=cert'], 'open', ['--support-level=certified']],
    ['choices in a list', ['list', '--language', 'java,'], 'open', ['java,python']],
    ['choices stuck to a short option', ['list', '-oj'], 'words', ['-ojson']],
    [
      'connector names',
      ['show', ''],
      'words',
      ['source-harbor', 'destination-vault-strict-encrypt', 'acme-beacon-source'],
    ],
    ['connector names as a value', ['list', '--name=sou'], 'words', ['--name=source-harbor']],
    ['saved queries', ['list', ''], 'words', ['unmigrated-certified', 'tag-only']],
    ['names and saved queries where both can stand', ['check', ''], 'words', ['source-harbor', 'unmigrated-certified']],
    ['positionals after --', ['show', '--', ''], 'words', ['source-harbor']],
    [
      'field paths as columns',
      ['list', '--columns', ''],
      'open',
      ['help', 'name', 'data.ab_internal.ql', 'data.tags[]'],
    ],
    ['field paths in a list', ['list', '--columns=name,data.ab'], 'open', ['--columns=name,data.ab_internal.ql']],
    ['fields to sort by', ['list', '--sort', ''], 'words', ['supportLevel', 'data.ab_internal.ql']],
    [
      'fields to sort by, the other way round',
      ['list', '--sort', '-'],
      'words',
      ['-supportLevel', '-data.ab_internal.ql'],
    ],
    ['fields to count by', ['stats', '--group-by', 'language,'], 'open', ['language,supportLevel']],
    ['fields to survey', ['fields', ''], 'words', ['data.ab_internal.ql']],
    [
      'base images',
      ['images', '--base-image', ''],
      'words',
      [expect.stringMatching(/^docker\.io\/airbyte\/python-connector-base:1\.2\.0@sha256:/) as string],
    ],
    ['shells', ['completion', ''], 'words', ['bash', 'zsh', 'fish']],
  ];
  it.each(cases)('%s', async (_title, words, kind, expected) => {
    const lines = await complete(words);
    expect(lines[0]).toBe(kind);
    expect(wordsOf(lines)).toEqual(expect.arrayContaining([...expected]));
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['an option that is given already', ['list', '--root', '.', '--'], ['--root']],
    ['an option of another command', ['list', '--'], ['--pr', '--by']],
    ['a value that is in the list already', ['list', '--language', 'java,'], ['java,java']],
    ['a name that is given already', ['show', 'source-tide', ''], ['source-tide']],
    ['commands that are no commands for people', [''], ['complete']],
  ])('but not %s', async (_title, words, unwanted) => {
    const found = wordsOf(await complete(words));
    expect(found).not.toEqual([]);
    expect(found.filter((word) => unwanted.includes(word ?? ''))).toEqual([]);
  });

  it('paths are left to the shell', async () => {
    expect(await complete(['list', '--root', 'exa'])).toEqual(['folders\t']);
    expect(await complete(['list', '--root=exa'])).toEqual(['folders\t--root=']);
    expect(await complete(['check', '--ci-results=x'])).toEqual(['files\t--ci-results=']);
  });

  it('knows the fleet that --root names, and a home folder that the shell has not resolved', async () => {
    const root = temporaryFleet({ 'source-elsewhere/metadata.yaml': 'data: {}\n' });
    expect(await complete(['show', '--root', root, ''])).toEqual(['words', 'source-elsewhere']);
    const ran = await runFleetq(['complete', '--', 'zsh', 'show', '--root=~', ''], { env: { HOME: root } });
    expect(ran.stdout).toBe('words\nsource-elsewhere\n');
  });

  it('stays quiet where there is no fleet', async () => {
    const ran = await runFleetq(['complete', '--', 'bash', 'show', ''], { cwd: temporaryFolder() });
    expect(ran).toEqual({ stdout: 'words\n', stderr: '', code: 0 });
  });

  it('writes field paths as queries do, and knows those that a list has already', async () => {
    const root = temporaryFleet({
      'source-a/metadata.yaml': 'data: {owning-sig: 1, "a,b": 2, plain: {c.d: 3}, "it\'s \\"": 4}\n',
    });
    expect(wordsOf(await complete(['fields', ''], root))).toEqual(
      expect.arrayContaining(["data['a,b']", 'data.plain', "data.plain['c.d']", "data['owning-sig']"]),
    );
    const words = wordsOf(await complete(['list', '--columns', `"data['a,b'],data['own`], root));
    expect(words).toContain("data['a,b'],data['owning-sig']");
    expect(words).not.toContain("data['a,b'],data['a,b']");
  });

  it('leaves out names that a terminal would obey', async () => {
    const root = temporaryFleet({
      'source-a\nb/metadata.yaml': 'data: {}\n',
      'source-ok/metadata.yaml': 'data: {"k\\te\\u001by": 1, "plain": 1}\n',
    });
    expect(await complete(['show', ''], root)).toEqual(['words', 'source-ok']);
    expect(wordsOf(await complete(['fields', ''], root))).toEqual(['data.plain']);
  });
});

it('knows what completes every placeholder of the help', () => {
  const values = [...GENERAL_OPTIONS, ...COMMANDS.flatMap(({ options }) => options)]
    .filter(({ choices }) => choices === undefined)
    .flatMap(({ value }) => value ?? []);
  const positionals = COMMANDS.flatMap(({ usage }) => placeholdersOf(usage)).flatMap(({ alternatives }) =>
    alternatives.filter(isPlaceholder),
  );
  const unknown = [...values, ...positionals].filter((placeholder) => !Object.hasOwn(COMPLETES, placeholder));
  expect(unknown).toEqual([]);
});

it.each([
  ["'my fleet'/a", 'my fleet/a'],
  ['my\\ fleet', 'my fleet'],
  ['"a\\"b\\c"', 'a"b\\c'],
  ["a'b\\c'", 'ab\\c'],
  ["'unfinished", 'unfinished'],
  ['~/fleet', '~/fleet'],
])('reads %s as the shell would', (written, read) => {
  expect(unquoted(written)).toBe(read);
});

it.each([
  [['completion', 'csh'], 2, /there is no completion for `csh`/],
  [['completion', 'bsh'], 2, /did you mean `bash`\?/],
  [['completion'], 2, /usage: fleetq completion bash\|zsh\|fish/],
])('%j is refused', async (args, code, message) => {
  const ran = await runFleetq(args);
  expect(ran.code).toBe(code);
  expect(ran.stderr).toMatch(message);
});
