// Runs programs by turns and takes their wall-clock time and peak memory.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** GNU time, which alone tells a finished program's peak memory. Without it the column stays empty. */
const TIME = '/usr/bin/time';

/** @returns for each program: milliseconds of every run, in their order, and peak memory in MB or null */
export function measure(programs, runs) {
  const results = programs.map(({ title }) => ({ title, milliseconds: [], megabytes: null }));
  for (let run = 0; run < runs; run++) {
    for (const [index, program] of programs.entries()) {
      program.before?.();
      const start = performance.now();
      const { status, signal, stderr } = spawnSync(program.command, program.args, { env: program.environment ?? process.env, stdio: ['ignore', 'ignore', 'pipe'] });
      const time = performance.now() - start;
      if (signal !== null || status > 1) throw new Error(`${program.title} failed: ${stderr}`);
      results[index].milliseconds.push(time);
    }
  }
  if (existsSync(TIME)) for (const [index, program] of programs.entries()) results[index].megabytes = peakOf(program);
  return results;
}

function peakOf(program) {
  program.before?.();
  const { stderr } = spawnSync(TIME, ['-f', 'peak %M', program.command, ...program.args], { env: program.environment ?? process.env, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  const [, kilobytes] = /peak (\d+)/.exec(stderr) ?? [];
  return kilobytes === undefined ? null : Number(kilobytes) / 1_000;
}
