import { expect, test } from 'vitest';
import type { Json } from '../../runner/core/json.ts';
import { equal, first, holds } from './equal.ts';

test.each<[Json, Json]>([
  [
    [1, 2],
    [1, 2],
  ],
  [
    { a: 1, b: { c: [] } },
    { b: { c: [] }, a: 1 },
  ],
  [null, null],
  [0, -0],
])('right: %j is %j', (actual, expected) => {
  expect(equal(actual, expected)).toBeUndefined();
});

test.each<[Json | undefined, Json, string]>([
  [[2, 1], [1, 2], '[2,1]'],
  [[1, 2, 3], [1, 2], '[1,2,3]'],
  [{ a: 1, b: 2 }, { a: 1 }, '{"a":1,"b":2}'],
  [{}, { a: null }, '{}'],
  ['1', 1, '"1"'],
  [[], {}, '[]'],
  [undefined, null, 'nothing'],
])('wrong: %j is not %j', (actual, expected, shown) => {
  expect(equal(actual, expected)).toEqual({ expected: [JSON.stringify(expected)], actual: shown });
});

test('what holds is no finding, and what does not is said in words', () => {
  expect(holds(true, 'a', 'b', 'c')).toBeUndefined();
  expect(holds(false, 'a', 'b')).toEqual({ expected: ['a'], actual: 'b' });
  expect(holds(false, 'a', 'b', 'c')).toEqual({ expected: ['a'], actual: 'b', hint: 'c' });
});

test('of several findings the first is told', () => {
  const finding = { expected: ['a'] as const, actual: 'b' };
  expect(first([undefined, finding, { expected: ['c'], actual: 'd' }])).toBe(finding);
  expect(first([undefined, undefined])).toBeUndefined();
});
