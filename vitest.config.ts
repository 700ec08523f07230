import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/src/**/*.test.ts', 'demo/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is waited for comes when it comes: a busy machine takes longer than the second that is usual.
    expect: { poll: { timeout: 30_000 } },
    setupFiles: ['test/support/seed.ts'],
    maxWorkers: 2,
    // Tests of one file that run side by side, each with a page of a browser.
    maxConcurrency: 3,
    isolate: false,
  },
});
