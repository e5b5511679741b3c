// Runs programs by turns and takes their wall-clock time and peak memory.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** GNU time, which alone tells a finished program's peak memory. Without it the column stays empty. */
const TIME = '/usr/bin/time';

const CAN_TELL = existsSync(TIME);

/** @returns for each program: milliseconds of every run, in their order, and peak memory in MB or null */
export function measure(programs, runs) {
  const results = programs.map(({ title, command }) => ({ title, command, milliseconds: [], megabytes: null }));
  for (let run = 0; run < runs; run++) {
    for (const [index, program] of programs.entries()) {
      program.before?.();
      const { milliseconds, megabytes } = runOnce(program);
      results[index].milliseconds.push(milliseconds);
      if (megabytes !== null) results[index].megabytes = Math.max(megabytes, results[index].megabytes ?? 0);
    }
  }
  return results;
}

function runOnce({ title, command, args, environment }) {
  const [program, ...words] = CAN_TELL ? [TIME, '-f', 'peak %M', command, ...args] : [command, ...args];
  const start = performance.now();
  const { status, signal, stderr } = spawnSync(program, words, {
    env: environment ?? process.env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const milliseconds = performance.now() - start;
  if (signal !== null || status > 1) throw new Error(`${title} failed: ${stderr}`);
  const [, kilobytes] = /peak (\d+)\n$/.exec(stderr) ?? [];
  return { milliseconds, megabytes: kilobytes === undefined ? null : Number(kilobytes) / 1_000 };
}
