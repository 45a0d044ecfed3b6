import type { Awarded } from '../award/award.ts';
import { csvOf } from './cell.ts';

const columns = ['id', 'name', 'student', 'student id', 'late', 'outcome', 'points', 'of', 'awarded', 'because', 'failed', 'same as'];

/** A line for each submission, in order. */
export function csvExport(summaries: readonly Awarded[]): string {
  return csvOf([columns, ...summaries.map(rowOf)]);
}

function rowOf({ id, name, student, isLate, outcome, points, checks, sameAs, awarded, because }: Awarded): readonly (string | number)[] {
  const failed = checks.flatMap((check) => (check.status === 'fail' ? [check.id] : []));
  return [
    id,
    name,
    student?.name ?? '',
    student?.id ?? '',
    isLate ? 'late' : '',
    outcome,
    points.earned,
    points.of,
    awarded,
    because.join('; '),
    failed.join(' '),
    sameAs ?? '',
  ];
}
