import type { Summary } from '../result.ts';
import type { Override } from './overrides.ts';
import type { Policy } from './policy.ts';

/** A result and the points that come of it, with the reasons where these are others than were graded. */
export interface Awarded extends Summary {
  readonly awarded: number;
  readonly because: readonly string[];
}

/** A person's word counts, then what the policy takes off. Points have two digits; nothing is lost that is worth one. */
export function award(summary: Summary, override: Override | undefined, { latePercent }: Pick<Policy, 'latePercent'>): Awarded {
  const { earned } = summary.points;
  if (override !== undefined) return { ...summary, awarded: override.points, because: [override.reason] };
  if (!summary.isLate || latePercent === 0) return { ...summary, awarded: earned, because: [] };
  return { ...summary, awarded: Math.round(earned * (100 - latePercent)) / 100, because: [`late: ${latePercent} % taken off ${earned}`] };
}
