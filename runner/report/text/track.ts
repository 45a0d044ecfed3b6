import type { Kind } from '../../core/track.ts';
import type { Paint } from '../paint.ts';
import { kindsOf, timeOf, widest } from './exercises.ts';

export interface ListedTrack {
  readonly id: string;
  readonly title: string;
  /** Those that can be graded at all, and those whose exercises are all there. */
  readonly rows: number;
  readonly rowsThere: number;
  readonly sections: readonly { readonly title: string; readonly rows: readonly ListedRow[] }[];
}

export interface ListedRow {
  readonly id: string;
  readonly title: string;
  readonly exercises: readonly RowExercise[];
}

interface RowExercise {
  readonly id: string;
  readonly isThere: boolean;
  readonly kinds: readonly Kind[];
  readonly minutes: number;
}

/** A roadmap for a terminal: each row, and under it the exercises that grade it, unless it is named as its exercise. */
export function textTrack({ id, title, rows, rowsThere, sections }: ListedTrack, paint: Paint): string {
  const exercises = sections.flatMap((section) => section.rows.flatMap((row) => row.exercises));
  const [ids, kinds] = [widest(exercises.map((exercise) => exercise.id)), widest(exercises.map(kindsOf))];
  const line = (exercise: RowExercise, what: string) => {
    const text =
      `${exercise.id.padEnd(ids)}  ${kindsOf(exercise).padEnd(kinds)}  ${timeOf(exercise.minutes).padStart(6)}  ${what}`.trimEnd();
    return exercise.isThere ? `  ${paint.green('✓')} ${text}` : paint.dim(`  · ${text}`);
  };
  const rowLines = (row: ListedRow) => {
    const [first] = row.exercises;
    if (first === undefined) return [`  ${row.id}  ${row.title}`, paint.dim('  · not graded')];
    if (row.id === `${id}/${first.id}`) return [line(first, row.title)];
    return [`  ${row.id}  ${row.title}`, ...row.exercises.map((exercise) => line(exercise, ''))];
  };
  return [
    `${paint.bold(id)}  ${title}: ${rowsThere} of ${rows} rows can be graded`,
    ...sections.flatMap((section) => ['', paint.bold(section.title), ...section.rows.flatMap(rowLines)]),
    '',
    `${paint.green('✓')} is there  · is planned`,
    '',
  ].join('\n');
}
