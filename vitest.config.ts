import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/src/**/*.test.ts', 'demo/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Tests of one file that run side by side, each with a page of a browser.
    maxConcurrency: 3,
    isolate: false,
    reporters: process.env['CI'] ? ['default'] : ['default'],
  },
});
