import type { Summary } from '../result.ts';
import { csvOf } from './cell.ts';

const columns = ['id', 'name', 'student', 'student id', 'late', 'outcome', 'points', 'of', 'failed', 'same as'];

/** A line for each submission, in order. */
export function csvExport(summaries: readonly Summary[]): string {
  return csvOf([columns, ...summaries.map(rowOf)]);
}

function rowOf({ id, name, student, isLate, outcome, points, checks, sameAs }: Summary): readonly (string | number)[] {
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
    failed.join(' '),
    sameAs ?? '',
  ];
}
