import { expect, test } from 'vitest';
import type { ProbedCheck } from './core/check.ts';
import { shuffled } from './order.ts';

const planned = Array.from({ length: 12 }, (_, at) => ({ check: checkNamed(`check-${at}`) }));
const order = (seed: number, among = planned) => shuffled(among, seed).map(({ check }) => check.id);

test('every check is in it once, in an order of its own for each seed', () => {
  expect(order(1).toSorted()).toEqual(planned.map(({ check }) => check.id).toSorted());
  expect(order(1)).toEqual(order(1));
  expect(new Set([1, 2, 3, 4].map((seed) => order(seed).join())).size).toBe(4);
});

test('a filter leaves the order of the others as it was', () => {
  const some = planned.filter((_, at) => at % 3 === 0);
  const kept = some.map(({ check }) => check.id);
  expect(order(7, some)).toEqual(order(7).filter((id) => kept.includes(id)));
});

test('each check comes first for some seed', () => {
  const first = new Set(Array.from({ length: 200 }, (_, seed) => order(seed)[0]));
  expect(first.size).toBe(planned.length);
});

function checkNamed(id: string): ProbedCheck {
  return { kind: 'probed', id, title: id, hint: id, runs: 'shared', given: () => null, probe: async () => null, judge: () => ({}) };
}
