import type { Exercise } from '../../core/exercise.ts';
import { safe } from '../../report/safe.ts';
import type { Awarded } from '../award/award.ts';
import { hasRun, type Result } from '../result.ts';
import type { ReportedCheck, ReportedMeasure, ReportedSubmission } from './class-report.ts';

/** The checks of an exercise as the page has them, in teaching order. */
export function reportedChecks({ rules }: Exercise): readonly ReportedCheck[] {
  return rules.flatMap(({ checks }, at) => checks.map(({ id, title, level = 'must' }) => ({ id, title, rule: at + 1, level })));
}

/** A result as the page has it. */
export function reported(checks: readonly ReportedCheck[], result: Result, { awarded, because }: Awarded): ReportedSubmission {
  const { id, student, isLate, outcome, points, text, log, report } = result;
  const name = safe(student?.name ?? result.name);
  const status = new Map(result.checks.map((check) => [check.id, check.status]));
  const ran = hasRun(result);
  const failures = checks.flatMap((check, at) => {
    const failure = result.failures[check.id];
    return failure === undefined ? [] : [[at, failure] as const];
  });
  return {
    ...{ id, name, isLate, outcome, points, awarded, because, log },
    statuses: ran ? checks.map((check) => status.get(check.id) ?? 'error') : [],
    failures: Object.fromEntries(failures),
    ...(ran ? {} : { text }),
    measures: measuresIn(checks, report),
    usage: report?.usage ?? {},
  };
}

function measuresIn(checks: readonly ReportedCheck[], report: Result['report']): readonly ReportedMeasure[] {
  const place = new Map(checks.map(({ id }, at) => [id, at]));
  return (report?.checks ?? []).flatMap(({ id, measures = [] }) =>
    measures.map(({ name, value, limit, right, unit }) => ({ check: place.get(id) ?? 0, name, value, limit, right, unit })),
  );
}
