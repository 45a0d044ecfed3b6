import { expect, test } from 'vitest';
import type { Measure } from '../../core/check.ts';
import type { Judged } from '../../core/event.ts';
import { createPaint } from '../paint.ts';
import { measureLines } from './measures.ts';

const samples = Array.from({ length: 200 }, (_, at) => ({ ok: true, ms: 1 + at / 100 }) as const);
const p50: Measure = { name: 'p50', value: 2, limit: 20, right: 'below', unit: 'ms', samples };

test('answers are drawn once, however many limits they have', () => {
  expect(linesOf([p50, { ...p50, name: 'p95', limit: 50 }])).toEqual([
    '    measured  p50 at most 20 ms, p95 at most 50 ms',
    '              p50 2.0 · p95 2.9 · p99 3.0 · max 3.0 ms  1.0 ██ 4.0',
  ]);
});

test('a single figure stands beside its limit', () => {
  expect(linesOf([{ name: 'memory grown', value: 33.4, limit: 16, right: 'below', unit: 'MiB' }])).toEqual([
    '    measured  memory grown 33 MiB, at most 16 MiB',
  ]);
});

test('what never came is without end', () => {
  expect(linesOf([{ name: 'slowest echo', value: Number.POSITIVE_INFINITY, limit: 2_000, right: 'below', unit: 'ms' }])).toEqual([
    '    measured  slowest echo without end, at most 2000 ms',
  ]);
});

test('no line is wider than 80 columns', () => {
  for (const line of linesOf([p50, { ...p50, name: 'p95' }])) expect(line.length).toBeLessThanOrEqual(80);
});

test('nothing is told of a check that measures nothing, or of a probe that broke', () => {
  expect(linesOf([])).toEqual([]);
  expect(linesOf([p50], { broke: 'it broke' })).toEqual([]);
});

function linesOf(measures: readonly Measure[], probed: object = {}): readonly string[] {
  const check = { kind: 'probed', measure: () => measures };
  const judged = { planned: { check }, given: null, verdict: { status: 'fail' }, probed: { evidence: null, ...probed } };
  return measureLines(judged as unknown as Judged, createPaint(false));
}
