import { describe, expect, it } from 'vitest';
import { GENERAL_OPTIONS } from '../../src/cli/arguments/options.js';
import { COMMANDS, EVERY_OPTION } from '../../src/cli/commands.js';
import { runFleetq } from '../support/run-fleetq.js';

const helpOf = async (...args: string[]): Promise<string> => {
  const ran = await runFleetq(args);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  return ran.stdout;
};

describe.each(COMMANDS.map((command) => [command.name, command] as const))('help of %s', (name, command) => {
  it.each(['--help', '--help all'])('%s has an example, and fits 80 columns', async (asked) => {
    const text = await helpOf(name, ...asked.split(' '));
    expect(command.examples).not.toEqual([]);
    const examples = command.examples.map((example) => `  ${example.command}`);
    expect(text.split('\n')).toEqual(expect.arrayContaining(examples));
    for (const option of [...command.options, ...GENERAL_OPTIONS])
      expect(text).toContain(option.negatable ? `--no-${option.name}` : `--${option.name}`);
    // Examples are never broken, so that they can be copied.
    expect(text.split('\n').filter((line) => line.length > 80 && !examples.includes(line))).toEqual([]);
  });

  it('is one screen long, and ends with where to read on', async () => {
    const lines = (await helpOf(name, '--help')).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(40);
    const last = lines.slice(lines.lastIndexOf('') + 1).join(' ');
    expect(last).toMatch(/^Read on: fleetq help /);
    for (const topic of [...command.readOn, `docs/commands/${name}.md`]) {
      expect(last).toContain(`fleetq help ${topic}`);
      expect(await helpOf('help', topic)).not.toBe('');
    }
  });

  it('describes every option with all', async () => {
    const text = await helpOf(name, '--help', 'all');
    const unwrapped = text.replaceAll(/\s+/g, ' ');
    for (const option of [...command.options, ...GENERAL_OPTIONS]) {
      expect(unwrapped).toContain(option.describe.replace(/^--no-\S+ /, ''));
      for (const choice of option.choices ?? []) expect(text).toContain(choice);
    }
  });

  it('is the same however it is asked for', async () => {
    const asked = await helpOf(name, '--help');
    expect(await helpOf('help', name)).toBe(asked);
    expect(await helpOf(name, 'help')).toBe(asked);
    expect(await helpOf('connectors', name, '-h')).toBe(asked);
    const everything = await helpOf(name, '--help', 'all');
    expect(everything).not.toBe(asked);
    expect(await helpOf('help', name, 'all')).toBe(everything);
    expect(await helpOf(name, 'help', 'all')).toBe(everything);
  });
});

it('names every command in the help of all, at 80 columns', async () => {
  const text = await helpOf('--help');
  expect(text.split('\n').length).toBeLessThanOrEqual(41);
  for (const { name, summary } of COMMANDS) expect(text.replaceAll(/\s+/g, ' ')).toContain(`${name} ${summary}`);
  expect(await helpOf('help')).toBe(text);
  expect(await helpOf('connectors', '--help')).toBe(text);
  // Without a command, too.
  expect(await helpOf()).toBe(text);
  expect(await helpOf('connectors')).toBe(text);
});

it('lays a long term above its meaning, and choices behind what they are for', async () => {
  const text = await helpOf('list', '--help', 'all');
  expect(text).toContain(
    '      --support-level VALUE    connectors of this support level; repeatable:\n                               certified, community,',
  );
  expect(text).toContain('  -q, --metadata-query QUERY   connectors');
});

it('describes every option of every command with all', async () => {
  const text = (await helpOf('--help', 'all')).replaceAll(/\s+/g, ' ');
  for (const { describe: about } of EVERY_OPTION) expect(text).toContain(about.replace(/^--no-\S+ /, ''));
  expect(await helpOf('help', 'all')).toBe(await helpOf('--help', 'all'));
});
