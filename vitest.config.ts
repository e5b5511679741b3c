import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/cache-of-the-run.ts'],
    setupFiles: ['test/support/string-width.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Real processes and registries share two cores in CI: more workers would only time each other out.
    maxWorkers: 2,
    minWorkers: 1,
  },
});
