import { expect, test } from 'vitest';
import { dueTimes } from './arrivals.ts';

const poisson = { kind: 'poisson', perSecond: 400, count: 4_000, seed: 7 } as const;

test('fixed arrivals are evenly apart, from 0 on', () => {
  expect(dueTimes({ kind: 'fixed', perSecond: 400, count: 4 })).toEqual([0, 2.5, 5, 7.5]);
});

test('Poisson arrivals keep the rate, and their gaps vary as those of clients who know nothing of each other', () => {
  const due = dueTimes(poisson);
  const gaps = due.map((dueMs, at) => dueMs - (due[at - 1] ?? 0));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
  expect(mean).toBeCloseTo(2.5, 0);
  // Of an exponential distribution, both are the same.
  expect(deviation / mean).toBeGreaterThan(0.9);
  expect(deviation / mean).toBeLessThan(1.1);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0);
});

test('the seed repeats Poisson arrivals, and another one gives others', () => {
  expect(dueTimes(poisson)).toEqual(dueTimes({ ...poisson }));
  expect(dueTimes(poisson)).not.toEqual(dueTimes({ ...poisson, seed: 8 }));
});
