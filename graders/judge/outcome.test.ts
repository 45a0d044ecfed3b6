import { expect, test } from 'vitest';
import type { Answer, StreamEnd } from '../../runner/core/answer.ts';
import { answered } from '../../test/support/answer.ts';
import { ending, outcome } from './outcome.ts';

test.each<[Answer, RegExp]>([
  [answered(200), /^status 200 with an empty body$/],
  [answered(422, '{"error":1}'), /^status 422, body \{"error":1\}$/],
  [{ kind: 'closed', ms: 1 }, /closed the connection without an answer/],
  [{ kind: 'reset', ms: 1 }, /reset the connection \(RST\)/],
  [{ kind: 'refused', ms: 1 }, /connection refused/],
  [{ kind: 'timed-out', ms: 4_999.6 }, /after 5000 ms/],
  [{ kind: 'not-http', bytes: 'hello', ms: 1 }, /not HTTP: hello$/],
])('an answer in words: %j', (answer, words) => {
  expect(outcome(answer)).toMatch(words);
});

test('each end of a stream has words of its own', () => {
  const ends: readonly StreamEnd[] = ['open', 'closed', 'reset', 'refused', 'timed-out'];
  expect(new Set(ends.map(ending)).size).toBe(ends.length);
  for (const end of ends) expect(ending(end)).not.toBe('');
});
