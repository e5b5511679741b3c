import { describe, expect, it } from 'vitest';
import { GENERAL_OPTIONS } from '../../src/cli/arguments/options.js';
import { COMMANDS } from '../../src/cli/commands.js';
import { runFleetq } from '../support/run-fleetq.js';

const helpOf = async (...args: string[]): Promise<string> => {
  const ran = await runFleetq(args);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  return ran.stdout;
};

describe.each(COMMANDS.map((command) => [command.name, command] as const))('help of %s', (name, command) => {
  it('has an example, every option, and fits 80 columns', async () => {
    const text = await helpOf(name, '--help');
    expect(command.examples).not.toEqual([]);
    const examples = command.examples.map((example) => `  ${example.command}`);
    expect(text.split('\n')).toEqual(expect.arrayContaining(examples));
    for (const option of [...command.options, ...GENERAL_OPTIONS]) {
      expect(text).toContain(option.negatable ? `--no-${option.name}` : `--${option.name}`);
      for (const choice of option.choices ?? []) expect(text).toContain(choice);
    }
    // Examples are never broken, so that they can be copied.
    expect(text.split('\n').filter((line) => line.length > 80 && !examples.includes(line))).toEqual([]);
  });

  it('is the same however it is asked for', async () => {
    const asked = await helpOf(name, '--help');
    expect(await helpOf('help', name)).toBe(asked);
    expect(await helpOf('connectors', name, '-h')).toBe(asked);
  });
});

it('names every command in the help of all, at 80 columns', async () => {
  const text = await helpOf('--help');
  for (const { name, summary } of COMMANDS) expect(text.replaceAll(/\s+/g, ' ')).toContain(`${name} ${summary}`);
  expect(await helpOf('help')).toBe(text);
  expect(await helpOf('connectors', '--help')).toBe(text);
  // Without a command, too.
  expect(await helpOf()).toBe(text);
  expect(await helpOf('connectors')).toBe(text);
});

it('lays a long term above its meaning, and choices behind what they are for', async () => {
  const text = await helpOf('list', '--help');
  expect(text).toContain(
    '      --support-level VALUE    connectors of this support level; repeatable:\n                               certified, community,',
  );
  expect(text).toContain('  -q, --metadata-query QUERY   connectors');
});
