import { expect, test } from 'vitest';
import type { Sample } from '../../runner/core/answer.ts';
import { percentile } from '../../runner/core/percentile.ts';

const took = (...ms: readonly number[]): readonly Sample[] => ms.map((one) => ({ ok: true, ms: one }));
const failed: Sample = { ok: false, why: 'closed' };
const hundred = took(...Array.from({ length: 100 }, (_, at) => 100 - at));

test.each<[string, readonly Sample[], number, number]>([
  ['the median of one', took(7), 50, 7],
  ['the nearest rank, in no order', took(30, 10, 20), 50, 20],
  ['a rank that there is, never one between', took(1, 2), 50, 1],
  ['p95 of a hundred', hundred, 95, 95],
  ['p99 of a hundred', hundred, 99, 99],
  ['the worst', hundred, 100, 100],
  ['the best', hundred, 0, 1],
  ['a failure ranks last', [...took(1, 2, 3), failed], 75, 3],
  ['and is endless', [...took(1, 2, 3), failed], 76, Number.POSITIVE_INFINITY],
  ['nothing at all is endless', [], 95, Number.POSITIVE_INFINITY],
])('%s', (_, samples, percent, ms) => {
  expect(percentile(samples, percent)).toBe(ms);
});
