import { isMust } from './check.ts';
import type { Judged, Outcome } from './event.ts';

/** The exit code of a graded run: 4 the grader's fault, 1 a `must` not passed, 3 the machine's fault, 0. */
export const exitCodes: { readonly [outcome in Outcome]: number } = { error: 4, failed: 1, inconclusive: 3, passed: 0 };

export function outcomeOf(judged: readonly Judged[]): Outcome {
  const musts = judged.filter(({ planned }) => isMust(planned.check));
  const has = (status: Judged['verdict']['status']) => musts.some(({ verdict }) => verdict.status === status);
  if (judged.some(({ verdict }) => verdict.status === 'error')) return 'error';
  if (has('fail')) return 'failed';
  return has('inconclusive') ? 'inconclusive' : 'passed';
}
