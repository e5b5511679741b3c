import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { expandText } from '../../../src/migration/dockerfile/variables.js';

const VARIABLES: Readonly<Record<string, string>> = { A: 'a b', EMPTY: '', N_1: '/airbyte' };
const lookup = (name: string): string | undefined => (Object.hasOwn(VARIABLES, name) ? VARIABLES[name] : undefined);

describe('variables are expanded', () => {
  // Docker's forms are a shell's.
  it.each([
    'plain',
    '$A',
    '${A}',
    'x$A-y',
    '$N_1/z',
    '${N_1}_2',
    '${A:-d}',
    '${A-d}',
    '${EMPTY:-d}',
    '${EMPTY-d}',
    '${NONE:-d}',
    '${NONE-d}',
    '${NONE:-}',
    '${A:+o}',
    '${A+o}',
    '${EMPTY:+o}',
    '${EMPTY+o}',
    '${NONE:+o}',
    '${NONE+o}',
    '${A:?no}',
    '${NONE:-${A}}',
    '${NONE:-${NONE:-${EMPTY:-x}}}y',
    '${NONE:-$A$N_1}',
    '${A:+${NONE:-x}}',
    '$ x',
    '$',
    'x$/y',
  ])('as a shell does: %s', (text) => {
    const shell = execFileSync('sh', ['-c', `printf %s "${text}"`], { env: VARIABLES, encoding: 'utf8' });
    expect(expandText(text, lookup)).toBe(shell);
  });

  it.each([
    '$NONE',
    '${NONE}',
    '${NONE:?no}',
    '${A',
    '${A:-x',
    '${}',
    '${A#a}',
    '${A%b}',
    '${A/a/b}',
    '$1',
    '${1}',
    '$$',
  ])('only where Docker knows them, and as they are written otherwise: %s', (text) => {
    expect(expandText(text, lookup)).toBe(text);
  });

  it('no deeper than anybody writes, and no longer', () => {
    const nested = (depth: number): string => `${'${NONE:-'.repeat(depth)}x${'}'.repeat(depth)}`;
    expect(expandText(nested(9), lookup)).toBe('x');
    expect(expandText(nested(10), lookup)).toContain('$');
    const long = (name: string): string | undefined => (name === 'L' ? 'x'.repeat(4000) : undefined);
    expect(expandText('$L'.repeat(100), long).length).toBeLessThan(25_000);
  });
});
