import type { Awarded } from '../award/award.ts';
import type { Student } from '../submission.ts';
import { csvOf } from './cell.ts';

/** The gradebook's own columns come back as they were, so that Canvas knows its students again. */
export function canvasExport(column: string, points: number, roster: readonly Student[], results: readonly Awarded[]): string {
  const earned = new Map(results.flatMap(({ student, awarded }) => (student === undefined ? [] : [[student.id, awarded]])));
  return csvOf([
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', column],
    ['    Points Possible', '', '', '', '', points],
    ...roster.map(({ name, id, sisUserId, sisLoginId, section }) => [name, id, sisUserId, sisLoginId, section, earned.get(id) ?? '']),
  ]);
}
