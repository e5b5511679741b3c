import fs, { rmSync } from 'node:fs';
import fsPromises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { output } from '../../src/cli/arguments/options.js';
import { commandFor, parseCommandLine } from '../../src/cli/command-line.js';
import { COMMANDS } from '../../src/cli/commands.js';
import type { CliContext } from '../../src/cli/context.js';
import type * as CliOutput from '../../src/cli/output.js';
import { loadFormatter } from '../../src/cli/output.js';
import { FORMATS, type FormatOptions, type Formatter } from '../../src/output/format.js';
import { PIPE } from '../support/format-options.js';
import { EXAMPLE_FLEET } from '../support/run-fleetq.js';

// Every command hands its view over here instead of having it rendered.
const { renderers } = vi.hoisted(() => ({
  renderers: [] as ((format: Formatter, options: FormatOptions) => string)[],
}));
vi.mock('../../src/cli/output.js', async (importOriginal) => {
  const original = await importOriginal<typeof CliOutput>();
  const render: typeof original.render = (view) => {
    renderers.push((format, options) => format(view, options));
    return Promise.resolve('');
  };
  return { ...original, render };
});

const CONTEXT: CliContext = {
  workingFolder: EXAMPLE_FLEET,
  variables: {},
  stdout: { isTerminal: true, columns: 80 },
  stderr: { isTerminal: false, columns: undefined },
  now: new Date('2024-10-01T12:00:00Z'),
};

const CONTEXTS = join(tmpdir(), `fleetq-test-contexts-${process.pid}`);
afterAll(() => rmSync(CONTEXTS, { recursive: true, force: true }));

const LINES: readonly (readonly string[])[] = [
  ['list'],
  ['list', '--columns', 'name,language,hasDockerfile,hasBuildCustomization,migration,data.tags[],data.ab_internal'],
  ['show', 'source-*'],
  ['stats'],
  ['stats', '--by', 'data.tags[],language'],
  ['fields'],
  ['queries'],
  ['queries', 'tag-only', 'migrated-certified'],
  ['images'],
  ['explain', 'migrated-certified'],
  ['explain', 'connector.language == "python"', '--name', 'source-*'],
  ['check'],
  ['migrate', '--dry-run', '--name', 'source-*', '--pr', '12345', '-o', 'json'],
  ['cache'],
  ['build', 'source-foundry', 'source-meadow', '--context', CONTEXTS],
];

const WIDE = PIPE;
const NARROW: FormatOptions = { ...WIDE, width: 60 };

describe('views and formats are functions: they read no disk, no environment and no terminal', () => {
  const formatters = new Map<string, Formatter>();
  beforeAll(async () => {
    for (const format of FORMATS) formatters.set(format, await loadFormatter(format));
  });

  it('the trap works', () => {
    expect(() => withoutMachine(() => fs.existsSync('/'))).toThrow('existsSync');
    expect(() => withoutMachine(() => process.env.HOME)).toThrow('env');
    expect(fs.existsSync('/')).toBe(true);
  });

  it('every command that takes -o is among the lines', () => {
    const commands = COMMANDS.filter(({ options }) => options.some(({ name }) => name === output.name));
    expect(commands.map(({ name }) => name).filter((name) => !LINES.some(([command]) => command === name))).toEqual([]);
  });

  it.each(LINES.map((line) => [line.join(' '), line] as const))('%s', async (_title, line) => {
    renderers.length = 0;
    const { run, args } = await commandFor(parseCommandLine(line));
    await run(args, CONTEXT);
    const [render] = renderers;
    if (render === undefined) throw new Error('the command rendered no view');
    const outputs = (): readonly string[] =>
      [...formatters.values()].flatMap((format) => [render(format, WIDE), render(format, NARROW)]);
    const trapped = withoutMachine(outputs);
    expect(outputs()).toEqual(trapped);
  });
});

/** Runs a function while everything that reaches for files, the environment or the terminal throws. */
function withoutMachine<T>(run: () => T): T {
  const restore = [
    trapFunctions(fs),
    trapFunctions(fsPromises),
    ...(['env', 'argv', 'stdin', 'stdout', 'stderr', 'cwd'] as const).map(trapProcess),
  ];
  syncBuiltinESMExports();
  try {
    return run();
  } finally {
    for (const one of restore) one();
    syncBuiltinESMExports();
  }
}

function trapFunctions(module: object): () => void {
  const kept = Object.entries(Object.getOwnPropertyDescriptors(module)).filter(
    ([, { value, writable }]) => typeof value === 'function' && writable === true,
  );
  for (const [name, descriptor] of kept)
    Object.defineProperty(module, name, {
      ...descriptor,
      value: () => {
        throw new Error(`${name} was called`);
      },
    });
  return () => Object.defineProperties(module, Object.fromEntries(kept));
}

function trapProcess(name: string): () => void {
  const kept = Object.getOwnPropertyDescriptor(process, name);
  if (kept === undefined) throw new Error(`process has no ${name}`);
  Object.defineProperty(process, name, {
    configurable: true,
    get: () => {
      throw new Error(`process.${name} was asked for`);
    },
  });
  return () => Object.defineProperty(process, name, kept);
}
