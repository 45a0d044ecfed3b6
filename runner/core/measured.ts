import type { Measure } from './check.ts';
import type { Judged } from './event.ts';

/** The figures behind a verdict, where its check has some and was probed. */
export function measuresOf({ planned: { check }, given, probed, verdict }: Judged): readonly Measure[] {
  if (check.kind !== 'probed' || probed === undefined || probed.broke !== undefined || verdict.status === 'error') return [];
  return check.measure?.(probed.evidence, given) ?? [];
}
