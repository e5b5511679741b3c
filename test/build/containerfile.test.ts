import { type Instruction as Parsed, DockerfileParser } from 'dockerfile-ast';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containerfile } from '../../src/build/containerfile.js';
import type { Instruction } from '../../src/build/plan.js';

const text = (instructions: readonly Instruction[]): string =>
  containerfile({
    name: 'source-x',
    baseImage: 'x',
    stages: [{ from: 'scratch', name: null, instructions }],
    files: [],
    entrypoint: [],
    notes: [],
  });

function parsed(instructions: readonly Instruction[]): readonly Parsed[] {
  return DockerfileParser.parse(text(instructions)).getInstructions().slice(1);
}

/** What a shell or an engine would read in some other way. */
const characters = fc.constantFrom(
  ...('"\'\\$`{}()[]#<>|&;*?!~= \t\u00e9\u20ac\ud83d\ude00aA09-._/:,@%^\u2028\u0085\u007f'.match(/[^]/gu) ?? []),
);
const hostile = fc.oneof(
  fc.string({ unit: characters, maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);
const oneLine = hostile.filter((value) => !/[\r\n\0]/.test(value) && isWellFormed(value));
const anyText = fc
  .oneof(
    hostile,
    fc.string({ unit: fc.constantFrom('\n', '\r', '<<EOF', 'EOF', '\\', '"', '\nRUN evil\n'), maxLength: 12 }),
  )
  .filter((value) => !value.includes('\0') && isWellFormed(value));

describe('a value in a Containerfile', () => {
  it('survives in ENV and LABEL, and stays one instruction', () => {
    fc.assert(
      fc.property(oneLine, fc.constantFrom('environment' as const, 'label' as const), (value, kind) => {
        const [line = '', ...more] = text([{ kind, name: 'NAME', value }])
          .split('\n')
          .slice(3, -1);
        expect(more).toEqual([]);
        expect(valueByDockersRules(line.slice(line.indexOf('=') + 1))).toBe(value);
      }),
      { numRuns: 2_000 },
    );
  });

  it('survives in the exec form, line breaks too', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), (args) => {
        const instructions = parsed([{ kind: 'run', args }]);
        expect(instructions).toHaveLength(1);
        expect(JSON.parse(instructions[0]?.getArgumentsContent() ?? '')).toEqual(args);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the same text for the same plan', () => {
    const instructions: readonly Instruction[] = [
      { kind: 'comment', text: 'why' },
      { kind: 'copy', stage: 'builder', source: '/usr/local', target: '/usr/local' },
      { kind: 'user', value: 'root' },
      { kind: 'folder', value: '/x' },
      { kind: 'entrypoint', args: ['python', 'main.py'] },
    ];
    expect(text(instructions)).toBe(text(structuredClone(instructions)));
    expect(parsed(instructions).map((instruction) => instruction.getKeyword())).toEqual([
      'COPY',
      'USER',
      'WORKDIR',
      'ENTRYPOINT',
    ]);
  });
});

function isWellFormed(value: string): boolean {
  return !/[\ud800-\udfff]/u.test(value);
}

/** The value of a double-quoted word as Docker reads it: a backslash keeps `"`, `$` and itself, and `$` expands. */
function valueByDockersRules(word: string): string {
  if (!/^"(?:\\[^]|[^"\\])*"$/u.test(word)) throw new Error(`no quoted word: ${word}`);
  const inside = word.slice(1, -1);
  if (/(?<!\\)(?:\\\\)*\$/.test(inside)) throw new Error(`it expands something: ${word}`);
  return inside.replace(/\\([\\"$])/g, '$1');
}
