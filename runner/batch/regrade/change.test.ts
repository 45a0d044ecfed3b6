import { expect, test } from 'vitest';
import type { Summary } from '../result.ts';
import { changesOf } from './change.ts';

test('who changes, by how much and through what; who does not is not named', () => {
  const before = [graded('ann', ['a', 'b']), graded('bob', ['a']), graded('cy', ['a', 'b', 'c'])];
  const after = [graded('ann', ['a', 'c']), graded('bob', ['a', 'b', 'c']), graded('cy', ['a', 'b', 'c']), graded('dan', [])];
  const changes = changesOf(new Map(before.map((one) => [one.id, one])), after);
  expect(changes.map((change) => [change.after.id, change.gained, change.lost])).toEqual([
    ['ann', ['c'], ['b']],
    ['bob', ['b', 'c'], []],
  ]);
});

test('who loses most comes first', () => {
  const before = new Map([graded('ann', ['a', 'b']), graded('bob', [])].map((one) => [one.id, one]));
  expect(changesOf(before, [graded('bob', ['a']), graded('ann', ['a'])]).map(({ after }) => after.id)).toEqual(['ann', 'bob']);
});

test('the same checks with another outcome are a change', () => {
  const before = new Map([['ann', graded('ann', [])]]);
  expect(changesOf(before, [{ ...graded('ann', []), outcome: 'not-built' }])).toHaveLength(1);
});

function graded(id: string, passed: readonly string[]): Summary {
  const checks = ['a', 'b', 'c'].map((check) => ({ id: check, status: passed.includes(check) ? ('pass' as const) : ('fail' as const) }));
  const outcome = passed.length === 3 ? 'passed' : 'failed';
  return { version: 1, id, name: id, isLate: false, exercise: 'x', key: '', outcome, points: { earned: passed.length, of: 3 }, checks };
}
