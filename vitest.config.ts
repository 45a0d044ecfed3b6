import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const hostile = 'test/hostile.test.ts';
const batches = ['test/batch.test.ts', 'test/batch-changes.test.ts', 'test/batch-kills.test.ts'];
const resolved = { alias: { '#graders': resolve(import.meta.dirname, 'graders/index.ts') } };
const settings = {
  // On a fresh clone the first test compiles all crates, and the others wait for the same folder.
  testTimeout: 180_000,
  hookTimeout: 60_000,
  // One target folder for all tests: the crates of the exercises are compiled once.
  env: { CARGO_TARGET_DIR: resolve(import.meta.dirname, 'fixtures/target') },
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    globalSetup: 'test/support/prepare.ts',
    projects: [
      {
        resolve: resolved,
        test: { ...settings, name: 'kata', include: ['{test,runner,graders,page}/**/*.test.ts'], exclude: [hostile, ...batches] },
      },
      // They take all of the machine that they can get, so no other test runs beside them.
      { resolve: resolved, test: { ...settings, name: 'hostile', include: [hostile], sequence: { groupOrder: 1 } } },
      // A batch has the machine to itself as well: beside another one its checks of time are tried again and again.
      { resolve: resolved, test: { ...settings, name: 'batch', include: batches, maxWorkers: 1, sequence: { groupOrder: 2 } } },
    ],
  },
});
