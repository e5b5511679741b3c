import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { color, help, metadataQuery, names, output, sort } from '../../src/cli/arguments/options.js';
import { parseArguments } from '../../src/cli/arguments/parse.js';
import { EVERY_OPTION } from '../../src/cli/commands.js';

const parse = (...argv: string[]) => parseArguments(argv, EVERY_OPTION);

/** What went wrong, on one line with its hints. */
function problemOf(...argv: string[]): string | undefined {
  const { problem } = parse(...argv);
  return problem && [problem.message, ...problem.hints].join('; ');
}

describe('values', () => {
  it.each<[string, string[], string[]]>([
    ['behind a blank', ['--name', 'x'], ['x']],
    ['behind an equals sign', ['--name=x'], ['x']],
    ['in the order they were given', ['--name', 'b', '--name=a'], ['b', 'a']],
    ['with equals signs', ['--name=a=b'], ['a=b']],
    ['that are empty', ['--name='], ['']],
    ['that look like numbers', ['--name', '007', '--name', '1e3'], ['007', '1e3']],
    ['that look like options', ['--name', '--help', '--name', '-ojson', '--name', '--'], ['--help', '-ojson', '--']],
    ['in quotes, which the shell has left', ['--name="x"', '--name', "'x'"], ['"x"', "'x'"]],
    ['of more than one line', ['--name=a\nb'], ['a\nb']],
  ])('%s', (_title, argv, values) => {
    const { args, problem } = parse(...argv);
    expect(problem).toBeUndefined();
    expect(args.get(names)).toEqual(values);
    expect(args.positionals).toEqual([]);
  });

  it('stuck to a short option', () => {
    expect(parse('-q-1 < 2').args.get(metadataQuery)).toEqual(['-1 < 2']);
    expect(parse('-ojson').args.get(output)).toBe('json');
    expect(parse('-hojson').args).toMatchObject({ positionals: [] });
    expect(parse('-hojson').args.get(help)).toBe(true);
    expect(parse('-hq', '-x').args.get(metadataQuery)).toEqual(['-x']);
  });

  it('are those of any option, whatever the order of the line', () => {
    const { args } = parse('connectors', '--name=x', '--sort', '-version', 'migrate_to_base_image', '12345');
    expect(args.positionals).toEqual(['connectors', 'migrate_to_base_image', '12345']);
    expect(args.get(sort)).toEqual({ field: 'version', descending: true });
    expect(args.given()).toEqual(['name', 'sort']);
  });

  it('end with --', () => {
    const { args, problem } = parse('--no-color', 'show', '--', '--name', '-1', '--');
    expect(problem).toBeUndefined();
    expect(args.positionals).toEqual(['show', '--name', '-1', '--']);
    expect(args.get(color)).toBe('never');
  });
});

describe('problems', () => {
  it.each<[string[], string]>([
    [['--supportLevel', 'x'], 'unknown option `--supportLevel`; did you mean `--support-level`?'],
    [['--no-colour=1'], 'unknown option `--no-colour`; did you mean `--no-color`?'],
    [['--no-invert'], 'unknown option `--no-invert`; did you mean `--invert`?'],
    [
      ['-1'],
      'unknown option `-1`; fleetq --help lists the options; a name or query that starts with `-` goes behind `--`',
    ],
    [
      ['-1 < 2'],
      'unknown option `-1`; fleetq --help lists the options; a name or query that starts with `-` goes behind `--`',
    ],
    [
      ['-version'],
      'unknown option `-v`; fleetq --help lists the options; a name or query that starts with `-` goes behind `--`',
    ],
    [
      ['-hx'],
      'unknown option `-x`; fleetq --help lists the options; a name or query that starts with `-` goes behind `--`',
    ],
    [['---'], 'unknown option `---`; fleetq --help lists the options'],
    [['--constructor'], 'unknown option `--constructor`; fleetq --help lists the options'],
    [['--__proto__=1'], 'unknown option `--__proto__`; fleetq --help lists the options'],
    [['--get-yargs-completions'], 'unknown option `--get-yargs-completions`; fleetq --help lists the options'],
    [['--invert=yes'], '--invert takes no value, but was given `yes`; write --invert alone'],
    [['--invert=true'], '--invert takes no value, but was given `true`; write --invert alone'],
    [['--no-color=1'], '--no-color takes no value, but was given `1`; write --no-color alone'],
    [['list', '--name'], '--name needs a value; write --name=NAME'],
    [['list', '--group-by'], '--group-by needs a value; write --group-by=A,B'],
    [['list', '-q'], '-q needs a value; write -q QUERY'],
  ])('%j', (argv, message) => {
    expect(problemOf(...argv)).toBe(message);
  });

  it('leave the rest of the line as it is', () => {
    const { args, problem } = parse('--no-color', '--bogus', 'list');
    expect(problem).toBeDefined();
    expect(args.get(color)).toBe('never');
    expect(args.positionals).toEqual(['list']);
  });

  it('are never thrown, whatever the words', () => {
    const pieces = ['-', '--', '=', 'q', 'name', 'no-', 'color', 'toString', '\n', ' ', '1', '.', '"'];
    const word = fc.array(fc.constantFrom(...pieces), { maxLength: 5 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (argv) => {
        const { args, problem } = parse(...argv);
        // Nothing is lost without a problem.
        if (problem === undefined && argv.some((written) => written !== '--'))
          expect(args.positionals.length + args.given().length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
