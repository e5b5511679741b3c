import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface AttackCase {
  readonly name: string;
  readonly query?: string;
  readonly repeat?: {
    readonly before: string;
    readonly middle: string;
    readonly after: string;
    readonly times: number;
  };
  readonly data?: string;
  readonly cyclic?: boolean;
  readonly hostile?: boolean;
  readonly gives: unknown;
}

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const attacks: readonly AttackCase[] = parse(readFileSync(beside('attacks.yaml'), 'utf8')) as readonly AttackCase[];

function queryOf({ query, repeat }: AttackCase): string {
  if (repeat === undefined) return query ?? '';
  return repeat.before.repeat(repeat.times) + repeat.middle + repeat.after.repeat(repeat.times);
}

describe('attacks', () => {
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'attacks-'));
    await build({
      entryPoints: [beside('attack-child.ts')],
      outfile: join(folder, 'child.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const run = async (
    attack: AttackCase,
  ): Promise<{ result: Record<string, unknown>; milliseconds: number; megabytes: number }> =>
    new Promise((resolve, reject) => {
      const child = execFile(
        process.execPath,
        ['--max-old-space-size=256', join(folder, 'child.cjs')],
        { timeout: 20_000, maxBuffer: 1 << 26 },
        (error, stdout) => {
          if (error === null) resolve(JSON.parse(stdout) as never);
          else reject(new Error(error.message));
        },
      );
      const data: unknown = JSON.parse(attack.data ?? '{"name": "Source", "tags": ["a"]}');
      child.stdin?.end(
        JSON.stringify({
          query: queryOf(attack),
          data,
          cyclic: attack.cyclic ?? false,
          hostile: attack.hostile ?? false,
        }),
      );
    });

  it.concurrent.each(attacks)('$name', { timeout: 60_000 }, async (attack) => {
    const { result, milliseconds, megabytes } = await run(attack);
    if (attack.gives === 'refused' || attack.gives === 'error') expect(result).toHaveProperty(attack.gives);
    else expect(result).toEqual({ value: attack.gives });
    expect(milliseconds).toBeLessThan(1000);
    expect(megabytes).toBeLessThan(300);
  });
});
