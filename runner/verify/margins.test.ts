import { expect, test } from 'vitest';
import { loadExercise } from '../../exercises/index.ts';
import type { HuntedRun } from './hunt.ts';
import { resultOf } from './margins.ts';
import type { Variant } from './variant.ts';

const exercise = await loadExercise('week1-hello-api');
const variants = [variant('solution', []), variant('starter', undefined), variant('busy-loop', ['idles']), variant('race', [], ['idles'])];

test('the margin is between the worst right value and the best wrong one, each against the limit', () => {
  const { margins, wrong } = result(
    run('solution', 3, 'pass'),
    run('solution', 10, 'pass'),
    run('busy-loop', 90, 'fail'),
    run('busy-loop', 300, 'fail'),
  );
  expect(wrong).toEqual([]);
  expect(margins).toMatchObject([{ check: 'idles', limit: 30, worstRight: 10, bestWrong: 90, rightFactor: 3, wrongFactor: 3 }]);
});

test.each(['starter', 'race', 'not-asked-for'])('what %s comes to is on neither side', (name) => {
  const { margins, wrong } = result(run('solution', 3, 'pass'), run(name, 29, 'pass'), run(name, 31, 'fail'));
  expect(wrong).toEqual([]);
  expect(margins).toMatchObject([{ worstRight: 3, bestWrong: undefined }]);
});

test('a verdict that is not the one named is wrong, with its seed; an inconclusive one of time is none', () => {
  const { wrong, inconclusive } = result(run('solution', 40, 'fail'), run('busy-loop', 20, 'pass'), run('solution', 40, 'inconclusive'));
  expect(wrong).toEqual([
    { variant: 'solution', check: 'idles', seed: 7, what: 'fail, not pass' },
    { variant: 'busy-loop', check: 'idles', seed: 7, what: 'pass, not fail' },
  ]);
  expect(inconclusive).toEqual({ function: 0, life: 0, time: 1 });
});

test('a mistake is caught in a run in which a check that it has to fail does', () => {
  const { caught } = result(run('busy-loop', 90, 'fail'), run('busy-loop', 40, 'inconclusive'), run('race', 31, 'fail'));
  expect(caught).toEqual([
    { mistake: 'busy-loop', runs: 2, failed: 1 },
    { mistake: 'race', runs: 1, failed: 0 },
  ]);
});

function result(...runs: readonly HuntedRun[]) {
  return resultOf(exercise, variants, runs);
}

function variant(name: string, expected: readonly string[] | undefined, may: readonly string[] = []): Variant {
  return { name, kind: 'mistake', file: name, plant: async () => {}, expected, may, varies: false };
}

function run(name: string, value: number, status: string): HuntedRun {
  const measures = [{ name: 'CPU time', value, limit: 30, right: 'below', unit: 'ms' } as const];
  return { exercise: exercise.id, variant: name, run: 1, seed: 7, load: 0, checks: [{ id: 'idles', kind: 'time', status, measures }] };
}
