import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '#graders': resolve(import.meta.dirname, 'graders/index.ts') } },
  test: {
    include: ['test/**/*.test.ts', '{runner,graders}/**/*.test.ts'],
    // On a fresh clone the first test compiles all crates, and the others wait for the same folder.
    testTimeout: 180_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    globalSetup: 'test/support/prepare.ts',
    // One target folder for all tests: the crates of the exercises are compiled once.
    env: { CARGO_TARGET_DIR: resolve(import.meta.dirname, 'fixtures/target') },
  },
});
