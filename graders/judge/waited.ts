import type { Answer } from '../../runner/core/answer.ts';
import type { Measure } from '../../runner/core/check.ts';
import type { Finding } from '../../runner/core/finding.ts';
import { holds } from './equal.ts';

/** Clocks differ by so much. */
const earlyMs = 2;
/** Far more than any server needs, and far less than a client puts up with. */
const lateMs = 1_500;

/** The answer was held back as long as it was asked to, and not far longer. Silent where there is none: `status` tells that. */
export function waited(answer: Answer, waitMs: number, asked: string): Finding | undefined {
  const { kind, ms } = answer;
  if (kind !== 'answer') return undefined;
  return (
    holds(ms >= waitMs - earlyMs, `an answer after ${waitMs} ms or more`, `an answer after ${ms} ms`) ??
    holds(ms <= waitMs + lateMs, `an answer no more than ${lateMs} ms after ${asked}`, `an answer after ${ms} ms`)
  );
}

/** For `measure`: how long after its wait the latest of the answers came. */
export function lateness(answers: readonly Answer[], waitsMs: readonly number[]): readonly Measure[] {
  const value = Math.max(...answers.map(({ kind, ms }, at) => (kind === 'answer' ? ms - (waitsMs[at] ?? 0) : Number.POSITIVE_INFINITY)));
  return [{ name: 'after its wait', value, limit: lateMs, right: 'below', unit: 'ms' }];
}
