import type { Measure } from '../../core/check.ts';
import type { Usage } from '../../core/usage.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { Outcome, Points } from '../result.ts';

/** All that the instructor's page shows, as plain data. */
export interface ClassReport {
  readonly exercise: { readonly id: string; readonly title: string };
  readonly seed: number;
  readonly checks: readonly ReportedCheck[];
  readonly submissions: readonly ReportedSubmission[];
  readonly notGraded: readonly { readonly name: string; readonly because: string }[];
}

export interface ReportedCheck {
  readonly id: string;
  readonly title: string;
  readonly rule: number;
  readonly level: 'must' | 'should';
}

export interface ReportedSubmission {
  readonly id: string;
  readonly name: string;
  readonly isLate: boolean;
  readonly outcome: Outcome;
  readonly points: Points;
  readonly awarded: number;
  /** Why other points were awarded than were graded. */
  readonly because: readonly string[];
  /** By the place of the check; none where the program did not run. */
  readonly statuses: readonly Verdict['status'][];
  /** What failed as the learner sees it, by the place of the check. */
  readonly failures: Readonly<Record<number, string>>;
  /** Where it did not come to checks: why. */
  readonly text?: string;
  /** The last that the server printed in a check that failed. */
  readonly log: readonly string[];
  readonly measures: readonly ReportedMeasure[];
  readonly usage: { readonly build?: Usage; readonly run?: Usage };
}

export interface ReportedMeasure extends Pick<Measure, 'name' | 'limit' | 'right' | 'unit'> {
  readonly check: number;
  /** Null where nothing came. */
  readonly value: number | null;
}
