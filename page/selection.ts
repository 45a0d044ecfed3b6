import type { ReportedSubmission } from '../runner/batch/report/class-report.ts';
import type { Outcome } from '../runner/batch/result.ts';

/** Which submissions are shown, and in what order. */
export interface Selection {
  readonly text: string;
  readonly outcome: Outcome | 'all';
  /** The place of a check that they fail. */
  readonly check: number | undefined;
  readonly order: Order;
}

export type Order = 'name' | 'least' | 'most';

export const everything: Selection = { text: '', outcome: 'all', check: undefined, order: 'least' };

export function selected(all: readonly ReportedSubmission[], { text, outcome, check, order }: Selection): readonly ReportedSubmission[] {
  const wanted = text.trim().toLocaleLowerCase();
  return all
    .filter((one) => outcome === 'all' || one.outcome === outcome)
    .filter((one) => check === undefined || one.statuses[check] === 'fail')
    .filter((one) => one.name.toLocaleLowerCase().includes(wanted))
    .toSorted((a, b) => comparing[order](a, b) || byName(a, b));
}

const comparing: { readonly [order in Order]: (a: ReportedSubmission, b: ReportedSubmission) => number } = {
  name: () => 0,
  least: (a, b) => share(a) - share(b),
  most: (a, b) => share(b) - share(a),
};

/** From 0 to 1. */
export function share({ points, awarded }: ReportedSubmission): number {
  return points.of === 0 ? 0 : awarded / points.of;
}

const collator = new Intl.Collator(undefined, { numeric: true });

function byName(a: ReportedSubmission, b: ReportedSubmission): number {
  return collator.compare(a.name, b.name);
}
