import { checkIdsOf } from '../../core/exercise.ts';
import type { Proof } from '../proof.ts';
import { mistakesIn } from '../verify.ts';

/** A proof in figures. */
export interface Figures {
  readonly checks: number;
  readonly mistakes: number;
  readonly failedChecks: number;
  readonly defects: number;
  readonly tolerated: number;
  readonly survivors: number;
  readonly excused: number;
  readonly keys: number;
  readonly keysSeenBothWays: number;
}

export function figuresOf({ exercise, graded, judges, keys }: Proof): Figures {
  const mistakes = mistakesIn(graded);
  const failed = new Set(mistakes.flatMap((one) => one.failed));
  const ids = checkIdsOf(exercise);
  const sum = (count: (judge: Proof['judges'][number]) => number) => judges.reduce((total, judge) => total + count(judge), 0);
  return {
    checks: ids.length,
    mistakes: mistakes.length,
    failedChecks: ids.filter((id) => failed.has(id)).length,
    defects: sum(({ defects }) => defects),
    tolerated: sum(({ tolerated }) => tolerated),
    survivors: sum(({ survivors }) => survivors.length),
    excused: sum(({ excused }) => excused),
    keys: keys.all,
    keysSeenBothWays: keys.seenBothWays,
  };
}
