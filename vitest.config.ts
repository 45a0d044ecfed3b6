import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '#graders': resolve(import.meta.dirname, 'graders/index.ts') } },
  test: {
    include: ['test/**/*.test.ts', '{runner,graders}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
