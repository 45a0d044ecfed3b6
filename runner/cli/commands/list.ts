import { exerciseIds, loadExercises } from '../../../exercises/index.ts';
import { planned, tracks } from '../../../exercises/tracks/index.ts';
import { closest } from '../../core/closest.ts';
import { checksOf } from '../../core/exercise.ts';
import { UsageError } from '../../core/fault.ts';
import { type ListedExercise, textExercises } from '../../report/text/exercises.ts';
import { type ListedTrack, textTrack } from '../../report/text/track.ts';
import { paintFor } from '../terminal.ts';

export interface ListOptions {
  readonly track?: string;
  readonly json: boolean;
}

/** `kata list`: the exercises that are there, in teaching order; or a roadmap, row by row. */
export async function listCommand({ track, json }: ListOptions): Promise<void> {
  const paint = paintFor(process.stdout);
  const print = <Listed>(listed: Listed, text: (listed: Listed) => string) =>
    void process.stdout.write(json ? `${JSON.stringify(listed, null, 2)}\n` : text(listed));
  if (track !== undefined) return print(listedTrack(track), (listed) => textTrack(listed, paint));
  const exercises = await listedExercises();
  print(exercises, () =>
    textExercises(
      exercises,
      tracks.map(({ id }) => listedTrack(id)),
      paint,
    ),
  );
}

async function listedExercises(): Promise<readonly ListedExercise[]> {
  return (await loadExercises()).map((exercise) => {
    const { id, title } = exercise;
    return { id, title, checks: checksOf(exercise).length, ...plannedAs(id) };
  });
}

function listedTrack(id: string): ListedTrack {
  const track = tracks.find((candidate) => candidate.id === id);
  if (track === undefined) throw unknownTrack(id);
  const sections = track.sections.map(({ title, rows }) => ({
    title,
    rows: rows.map((row) => ({
      ...row,
      id: `${track.id}/${row.id}`,
      exercises: row.exercises.map((exercise) => ({ id: exercise, isThere: exerciseIds.includes(exercise), ...plannedAs(exercise) })),
    })),
  }));
  const graded = sections.flatMap(({ rows }) => rows).filter(({ exercises }) => exercises.length > 0);
  const done = graded.filter(({ exercises }) => exercises.every(({ isThere }) => isThere));
  return { id: track.id, title: track.title, rows: graded.length, rowsThere: done.length, sections };
}

function plannedAs(id: string) {
  const { kinds, minutes } = planned[id] ?? { kinds: [], minutes: 0 };
  return { kinds, minutes };
}

function unknownTrack(id: string): UsageError {
  const ids = tracks.map((track) => track.id);
  const guess = closest(id, ids);
  return new UsageError(`there is no track ${id}${guess === undefined ? '' : `; did you mean ${guess}?`}`, `there are ${ids.join(', ')}`);
}
