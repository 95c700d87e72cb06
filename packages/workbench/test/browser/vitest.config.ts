// The tests that need a real browser: run by `npm test`, with Debian's Chromium and the built workbench.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.browser.ts'],
    testTimeout: 120_000,
    // A browser on a busy machine: one second try, which the report names beside the test.
    retry: 1,
    // What a page shows follows what was pressed; how soon depends on the machine.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 120_000,
    pool: 'forks',
    globalSetup: ['../../../../scripts/scratch.ts'],
    fileParallelism: false,
  },
});
