import { describe, expect, it } from 'vitest';
import { scaffoldHooks } from '../../../src/migration/build-customization.js';
import { analyzeDockerfile } from '../../../src/migration/dockerfile/customizations.js';

/** Just below what is looked through. */
const LENGTH = 32_000;
const LINES = 490;

const fill = (piece: string): string => piece.repeat(Math.floor(LENGTH / piece.length));
const stages = (line: (index: number) => string): string => Array.from({ length: LINES }, (_, i) => line(i)).join('\n');

describe('a hostile Dockerfile', () => {
  it.each<[string, string]>([
    ['variables that are never closed', `FROM python:3\nCOPY ${fill('${a')}`],
    ['defaults inside defaults', `FROM python:3\nCOPY ${fill('${a:-')}`],
    [
      'values that double with every line',
      `FROM python:3\nENV A=xy\n${'ENV A=$A$A$A$A\n'.repeat(LINES - 10)}COPY $A$A$A$A\n`,
    ],
    ['variables in every line', `FROM python:3\n${stages((i) => `ENV a${i}=1 b${i}=$a c${i}=2 d${i}=3 e${i}=4`)}`],
    ['a chain of stages', stages((i) => (i === 0 ? 'FROM python:3 AS s0' : `FROM s${i - 1} AS s${i}`))],
    [
      'a builder that installs and is copied from a hundred times',
      `FROM python:3 AS b\nRUN ${'pip install --prefix=/x y;'.repeat(1000)}\nFROM python:3\n${'COPY --from=b /q /q\n'.repeat(100)}`,
    ],
    ['quotes', `FROM python:3\nRUN ${fill('"')}`],
    ['backslashes', `FROM python:3\nRUN ${fill('\\')}`],
    ['continuations', `FROM python:3\nRUN a ${'\\\n'.repeat(LINES)}`],
    ['commands', `FROM python:3\nRUN ${fill('a;')}`],
    ['shells in shells', `FROM python:3\nRUN ${fill(`sh -c '`)}`],
    ['brackets', `FROM python:3\nCOPY ${fill('[')}`],
    ['mounts', `FROM python:3\nRUN ${fill('--mount=x,from= ')} y`],
    ['here-documents', `FROM python:3\n${'RUN <<A\n'.repeat(LINES)}`],
    ['folders', `FROM python:3\nWORKDIR ${fill('/..')}`],
    ['paths to remove', `FROM python:3\nRUN rm -rf /tmp${fill('/a')}!`],
    ['pairs', `FROM python:3\nENV ${fill('$a=$b ')}`],
  ])('is looked through in a moment: %s', (_, text) => {
    const start = performance.now();
    const code = scaffoldHooks(analyzeDockerfile(text, 'source_x'));
    expect(performance.now() - start).toBeLessThan(4000);
    expect(code.length).toBeLessThan(2_000_000);
  });

  it.each([
    ['lines', 'ENV A=1\n'.repeat(500), 'ENV A=1\n'.repeat(499)],
    ['characters', `ENV A=${'b'.repeat(32 * 1024 - 5)}`, `ENV A=${'b'.repeat(32 * 1024 - 6)}`],
  ])('is a loss as a whole where it has more %s than is looked through', (_, over, within) => {
    const kinds = (text: string): unknown =>
      new Set(analyzeDockerfile(text, 'source_x').customizations.map(({ customization }) => customization.kind));
    expect(kinds(over)).toEqual(new Set(['other']));
    expect(kinds(within)).toEqual(new Set(['environment']));
  });

  it.each(['__proto__', 'constructor', 'toString'])('may call things %s', (name) => {
    const file = `FROM python:3 AS ${name}\nENV ${name}=1\nRUN apk add ${name}\nFROM ${name}\nCOPY --from=${name} /a /b\nRUN apt-get install $${name}\n`;
    expect(analyzeDockerfile(file, 'source_x').customizations).toHaveLength(4);
  });
});
