import type { TestContext } from 'vitest';

/** Skips a test for want of a part of this machine, with the reason; in CI a missing part is a failure. */
export function skipWithout(context: TestContext, part: string): never {
  if (process.env.CI === 'true') throw new Error(`${part} is missing, and CI must have it`);
  return context.skip(`${part} is missing`);
}
