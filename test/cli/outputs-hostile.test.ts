import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { HOSTILE_FLEET } from '../support/hostile-fleet.js';
import { testOutputs, type CommandLine } from '../support/outputs.js';
import { runFleetq } from '../support/run-fleetq.js';
import { writeFiles } from '../support/temporary-fleet.js';

const ROOT = mkdtempSync(join(tmpdir(), 'fleetq-hostile-'));
const CONNECTORS = 'airbyte-integrations/connectors';
writeFiles(
  ROOT,
  Object.fromEntries(Object.entries(HOSTILE_FLEET).map(([path, text]) => [`${CONNECTORS}/${path}`, text])),
);
afterAll(() => rmSync(ROOT, { recursive: true }));

const LINES: readonly CommandLine[] = [
  {
    command: 'list',
    args: [
      '--columns',
      'name,version,supportLevel,baseImage,data.name,data.lines,data.formulas,data.numbers,data.markdown,data.nested,data.__proto__,data.toString',
    ],
    rows: 'connectors',
  },
  { command: 'show', args: ['*'], rows: 'connectors' },
  { command: 'stats', args: ['--by', 'supportLevel,data.looks[]'], rows: 'groups' },
  { command: 'stats', args: ['--by', 'data.formulas[],data.numbers[]'], rows: 'groups' },
  { command: 'fields', args: [], rows: 'fields' },
];

describe.each(LINES.map((line) => [[line.command, ...line.args].join(' '), line] as const))('%s', (_title, line) => {
  testOutputs(() => ROOT, line);
});

describe('nothing gets lost or changed on the way', () => {
  it('keeps what JSON has a form for, and writes the rest as text', async () => {
    const { stdout } = await runFleetq(['show', 'source-hostile', '--root', ROOT, '-o', 'json']);
    const document = JSON.parse(stdout) as { connectors: { data: Record<string, unknown> }[] };
    const data = document.connectors[0]?.data ?? {};
    expect(data).toMatchObject({
      name: '\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u009b31m \u007f',
      lines: 'one\ntwo\r\nthree\rfour\u2028five\u2029six\tseven',
      numbers: [-5, 7, -5, 1, 1e300, 'NaN', 'Infinity', '-Infinity', '123456789012345678901234567890', 0],
      dates: ['2024-10-01', '2024-10-01T12:30:00+00:00', '2024-10-01T12:30:00.500000+02:00', '2024-10-01'],
      '2': 'integer key',
      '2024-10-01': 'date key',
      'a.b': 'dotted',
      surrogate: '\ud83d alone',
    });
    expect(Object.hasOwn(data, '__proto__')).toBe(true);
    expect(Object.getOwnPropertyDescriptor(data, '__proto__')?.value).toEqual({ polluted: true });
  });

  it('counts keys that JavaScript has a meaning for like any others', async () => {
    const { stdout } = await runFleetq(['fields', '--root', ROOT, '-o', 'json']);
    const { fields } = JSON.parse(stdout) as { fields: { path: string; connectors: number; types: object }[] };
    const at = (path: string) => fields.find((field) => field.path === path);
    expect(at("data['__proto__'].polluted")).toMatchObject({ connectors: 1, types: { boolean: 1 } });
    expect(at('data.toString')).toMatchObject({ connectors: 2, types: { string: 2 } });
    expect(at('data.*')).toMatchObject({ connectors: 1, types: { string: 1, mapping: 1 } });
    expect(at('data.nested[][][].a')).toMatchObject({ connectors: 1, types: { integer: 1 } });
  });

  it('puts errors about hostile input on single lines too', async () => {
    const ran = await runFleetq(['show', 'source-\u001b[31mx', '--root', ROOT]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).not.toContain('\u001b');
  });
});
