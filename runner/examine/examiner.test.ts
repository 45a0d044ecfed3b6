import { expect, test } from 'vitest';
import { loadExercise } from '../../exercises/index.ts';
import type { Launcher } from '../core/program.ts';
import { createExaminer } from './examiner.ts';

test('what keeps kata from seeing a program’s end is told to whoever boots it, and ends nothing else', async () => {
  const gone = () => Promise.reject(new Error('the engine is gone'));
  const launcher: Launcher = {
    bindHost: '127.0.0.1',
    start: async () => {},
    exit: gone,
    ...{ signal: gone, log: gone, logWith: gone, listening: gone, resources: gone, limitsHit: gone, usage: gone },
    ...{ remove: async () => {}, removeAll: async () => {} },
  };
  const bench = createExaminer(await loadExercise('week1-hello-api'), launcher);
  await expect(bench.boot(1, {})).rejects.toThrow('the engine is gone');
});
