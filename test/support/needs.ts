import { spawnSync } from 'node:child_process';
import { it } from 'vitest';

/**
 * `it` for a test that needs programs of the machine. Without them the test is skipped, and the reason is printed; in CI
 * (`CI=true`) it is not: a missing program then fails the test.
 */
export function itNeeds(...programs: readonly string[]): typeof it | typeof it.skip {
  const missing = programs.filter((program) => spawnSync('which', [program]).status !== 0);
  if (missing.length === 0 || process.env.CI === 'true') return it;
  // eslint-disable-next-line no-console -- the reason belongs on the developer's screen
  console.warn(`skipped: these tests need ${missing.join(' and ')}`);
  return it.skip;
}
