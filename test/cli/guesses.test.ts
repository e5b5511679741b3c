import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { optionGuesses } from '../../src/cli/arguments/option-guesses.js';
import { COMMAND_GUESSES, UNSUPPORTED_COMMANDS } from '../../src/cli/command-guesses.js';
import { COMMANDS, EVERY_OPTION } from '../../src/cli/commands.js';
import { EXAMPLE_FLEET, runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet, temporaryFolder } from '../support/temporary-fleet.js';

const CONNECTORS = join(EXAMPLE_FLEET, 'airbyte-integrations', 'connectors');

describe('what people of other programs type', () => {
  it.each<[readonly string[], string]>([
    [['ls'], 'write `fleetq list`'],
    [['ls', 'source-tide', 'source-x'], 'write `fleetq list --name source-tide,source-x`'],
    [['get'], 'write `fleetq show NAME`, or `fleetq list`'],
    [['get', 'source-tide'], 'write `fleetq show source-tide`'],
    [['describe', 'source-tide'], 'write `fleetq show source-tide`'],
    [['info', 'source-tide'], 'write `fleetq show source-tide`'],
    [['query', "data.name == 'Tide'"], `write \`fleetq list --metadata-query "data.name == 'Tide'"\``],
    [["data.name == 'Tide'"], `write \`fleetq list -q "data.name == 'Tide'"\``],
    [['count'], 'write `fleetq list -o count`, or `fleetq stats --by FIELD`'],
    [['grep', 'a b'], `write \`fleetq list -q "'a b' in str(data)"\`, or \`fleetq fields "a b"\``],
    [['search', 's3'], 'write `fleetq list --name s3`'],
    [['status'], 'write `fleetq stats`'],
    [['formats'], 'write `fleetq help formats`'],
    [['source-tide'], 'write `fleetq show source-tide`'],
    [['source-postgres'], 'write `fleetq show source-postgres`'],
    [['connectors', 'source-tdie'], 'write `fleetq show source-tide`'],
    [['beacon'], 'write `fleetq show acme-beacon-source`'],
    [['migrated'], 'write `fleetq list migrated`'],
    [['unmigratd'], 'write `fleetq list unmigrated`'],
    [
      ['airbyte-integrations/connectors/source-tide'],
      'write `fleetq show airbyte-integrations/connectors/source-tide`',
    ],
    [['list', 'source-tide'], 'write `--name source-tide`'],
    [['stats', 'tide'], 'write `--name source-tide`'],
    [['list', '.'], 'write `--name .`'],
    [['list', "data.name == 'Tide'"], `write \`-q "data.name == 'Tide'"\``],
    [['show', 'tide'], 'did you mean `source-tide`?'],
    [['check', './nowhere'], '`./nowhere` is no folder of a connector'],
    [['--json'], 'write `-o json`'],
    [['list', '--csv'], 'write `-o csv`'],
    [['list', '--format', 'json'], 'write `-o json`'],
    [['list', '--format=json'], 'write `-o json`'],
    [['list', '--certified'], 'write `--support-level certified`'],
    [['list', '-f', 'data.a > 1'], 'write `-q "data.a > 1"`'],
    [['list', '--filter', 'data.a == "x"'], `write \`-q 'data.a == "x"'\``],
    [['list', '--select=data.a'], 'write `-q data.a`'],
    [['list', '--where'], 'write `-q QUERY`'],
    [['list', '-n', '3'], 'write `--limit 3`'],
    [['list', '--sort-by', 'name'], 'write `--sort name`'],
    [['list', '-v'], 'write `--version`, or `--invert`'],
    [['list', '--help=all'], 'write `--help all`'],
    [['list', '-o', 'md'], 'did you mean `markdown`?'],
    [['list', '-o', 'jsonl'], 'did you mean `ndjson`?'],
    [['list', '--language', 'py'], 'did you mean `python`?'],
  ])('%j: %s', async (args, hint) => {
    const ran = await runFleetq(args, { cwd: EXAMPLE_FLEET });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(hint);
    expect(ran.stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(4);
  });

  it('names every connector that a word may end', async () => {
    const root = temporaryFleet({
      'source-s3/metadata.yaml': 'data: {}\n',
      'destination-s3/metadata.yaml': 'data: {}\n',
    });
    const stderrOf = async (...args: string[]) => (await runFleetq([...args, '--root', root])).stderr;
    expect(await stderrOf('show', 's3')).toContain('did you mean `destination-s3` or `source-s3`?');
    expect(await stderrOf('list', '--name', 's3')).toContain('did you mean `destination-s3` or `source-s3`?');
    expect(await stderrOf('list', 's3')).toContain('write `--name destination-s3,source-s3`');
    expect(await stderrOf('s3')).toContain('write `fleetq show destination-s3`, or `fleetq show source-s3`');
  });

  it('needs no fleet', async () => {
    const ran = await runFleetq(['source-postgres'], { cwd: temporaryFolder() });
    expect(ran).toMatchObject({ code: 2 });
    expect(ran.stderr).toContain('write `fleetq show source-postgres`');
  });

  it.each([['version'], ['-V'], ['--version']])('%s shows the version', async (word) => {
    expect(await runFleetq([word])).toMatchObject({ code: 0, stdout: 'fleetq 0.1.0\n' });
  });

  it('takes nothing that fleetq has', () => {
    const commands = COMMANDS.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    const words = [...COMMAND_GUESSES.flatMap(({ typed }) => typed), ...UNSUPPORTED_COMMANDS];
    expect(words.filter((word) => commands.includes(word))).toEqual([]);
    const options = EVERY_OPTION.flatMap(({ name, short, aliases = [] }) => [
      `-${short ?? name}`,
      ...[name, ...aliases].map((spelling) => `--${spelling}`),
    ]);
    const guesses = optionGuesses(EVERY_OPTION).flatMap(({ typed }) => typed);
    expect(guesses.filter((word) => options.includes(word))).toEqual([]);
    expect(guesses.filter((word, index) => guesses.indexOf(word) !== index)).toEqual([]);
  });
});

describe('folders as names', () => {
  it.each<[string, readonly string[], string]>([
    ['the folder itself', ['show', '.'], 'source-tide'],
    ['with other names', ['show', '../source-harbor/', '.'], 'source-harbor\nsource-tide'],
    ['as a filter', ['list', '--name', '.'], 'source-tide'],
  ])('%s', async (_title, args, names) => {
    const ran = await runFleetq([...args, '-o', 'names'], { cwd: join(CONNECTORS, 'source-tide') });
    expect(ran.stdout.trimEnd().split('\n').sort().join('\n')).toBe(names);
    expect(ran.stderr).toBe('');
  });

  it('with check', async () => {
    const ran = await runFleetq(['check', '.', '-o', 'json'], { cwd: join(CONNECTORS, 'source-tide') });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('"name": "source-tide"');
    expect(ran.stdout).not.toContain('"name": "source-harbor"');
  });

  it('from below a connector, but not from above', async () => {
    const root = temporaryFleet({
      'source-a/metadata.yaml': 'data: {}\n',
      'source-a/src/x.py': '',
      'source-b/metadata.yaml': 'x\n',
    });
    const inside = join(root, 'airbyte-integrations', 'connectors');
    const show = (...args: string[]) => runFleetq(['show', ...args, '-o', 'names'], { cwd: inside });
    expect(await show('source-a/src')).toMatchObject({ code: 0, stdout: 'source-a\n' });
    expect(await show('./source-b')).toMatchObject({ code: 3 });
    expect(await show('.')).toMatchObject({ code: 2, stdout: '' });
    expect(await show('..')).toMatchObject({ code: 2, stdout: '' });
  });
});
