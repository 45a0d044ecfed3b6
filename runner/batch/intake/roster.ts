import type { Student } from '../submission.ts';
import { readTable } from '../table.ts';

const next = 'name the CSV that Canvas exports as gradebook: it has the columns Student and ID';

/** The students of a Canvas gradebook, by their Canvas ids. */
export async function readRoster(file: string): Promise<ReadonlyMap<string, Student>> {
  const rows = await readTable(file, ['Student', 'ID'], next);
  const students = rows
    .filter(({ id = '' }) => id !== '')
    .map(
      (row): Student => ({
        name: row.student ?? '',
        id: row.id ?? '',
        sisUserId: row['sis user id'] ?? '',
        sisLoginId: row['sis login id'] ?? '',
        section: row.section ?? '',
      }),
    );
  return new Map(students.map((student) => [student.id, student]));
}
