import { spawnSync } from 'node:child_process';
import type { TestContext } from 'vitest';
import { skipWithout } from '../skip-without.js';

/** What Prometheus' own checker has to say of a text; empty where it accepts it without a remark. */
export function promtoolRemarks(context: TestContext, text: string): string {
  if (spawnSync('promtool', ['--version']).error !== undefined)
    return skipWithout(context, 'promtool (Debian: prometheus)');
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
  return status === 0 ? stdout + stderr : `exit ${String(status)}: ${stdout}${stderr}`;
}
