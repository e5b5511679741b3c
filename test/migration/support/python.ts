import { spawnSync } from 'node:child_process';
import type { TestContext } from 'vitest';
import { skipWithout } from '../../support/skip-without.js';

/** The name of the Python interpreter; the test is skipped where there is none. */
export function pythonOrSkip(context: TestContext): string {
  if (spawnSync('python3', ['--version']).status === 0) return 'python3';
  return skipWithout(context, 'python3');
}
