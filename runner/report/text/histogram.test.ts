import { expect, test } from 'vitest';
import type { Sample } from '../../core/answer.ts';
import { sampleLine } from './histogram.ts';

const answers = (...ms: readonly number[]): readonly Sample[] => ms.map((one) => ({ ok: true, ms: one }));
const lost: Sample = { ok: false, why: 'reset' };

test.each<[string, readonly Sample[], string]>([
  ['answers of one span', answers(1, 1.2, 1.9), 'p50 1.2 · p95 1.9 · p99 1.9 · max 1.9 ms  1.0 █ 2.0'],
  [
    'spans grow twofold, and one without answers is empty',
    answers(1, 1, 1, 1, 1, 1, 1, 1, 3, 9),
    'p50 1.0 · p95 9.0 · p99 9.0 · max 9.0 ms  1.0 █▁ ▁ 16',
  ],
  ['what was lost ranks last', [...answers(4, 5), lost], 'p50 5.0 · p95 none · p99 none · max none ms  4.0 █ 8.0'],
  ['nothing was answered', [lost], 'p50 none · p95 none · p99 none · max none ms'],
  ['a wide range has no more bars', answers(0.01, 12_345), 'p50 0.0 · p95 12345 · p99 12345 · max 12345 ms  0.1 █    █ 16384'],
])('%s', (_, samples, line) => {
  expect(sampleLine(samples)).toBe(line);
});

test('is never wider than its column', () => {
  expect(sampleLine(answers(0.1, 999, 1_000, 9_999.4)).length).toBeLessThanOrEqual(66);
});
