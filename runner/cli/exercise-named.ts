import { exerciseIds, knownIds } from '../../exercises/index.ts';
import { closest } from '../core/closest.ts';
import { UsageError } from '../core/fault.ts';
import type { Row, Track } from '../core/track.ts';
import { assertKnown } from '../project/known.ts';

/** The exercise that a name means: its own, or that of a roadmap's row, such as `axum-14/day-05`. */
export async function exerciseNamed(name: string): Promise<string> {
  if (knownIds.includes(name)) return name;
  const { planned, tracks } = await import('../../exercises/tracks/index.ts');
  if (name in planned) throw notThereYet(`the exercise ${name} is`);
  const [trackId, rowId] = name.split('/');
  const track = tracks.find(({ id }) => id === trackId);
  if (rowId !== undefined && track !== undefined) return exerciseOf(name, track, rowOf(track, rowId));
  assertKnown(name, [...exerciseIds, ...tracks.flatMap(rowNames)]);
  return name;
}

function rowOf(track: Track, rowId: string): Row {
  const rows = track.sections.flatMap((section) => section.rows);
  const row = rows.find(({ id }) => id === rowId);
  if (row !== undefined) return row;
  const guess = closest(
    rowId,
    rows.map(({ id }) => id),
  );
  const meant = guess === undefined ? '' : `; did you mean ${track.id}/${guess}?`;
  throw new UsageError(`${track.id} has no row ${rowId}${meant}`, `kata list --track ${track.id} shows its rows`);
}

function exerciseOf(name: string, track: Track, { exercises }: Row): string {
  const there = exercises.filter((id) => exerciseIds.includes(id));
  const [first, ...others] = there;
  if (exercises.length === 0)
    throw new UsageError(`${name} is not graded: no program comes of it`, `kata list --track ${track.id} shows what is`);
  if (first === undefined) throw notThereYet(`${name} is for ${exercises.join(' and ')}, which ${exercises.length === 1 ? 'is' : 'are'}`);
  if (others.length > 0)
    throw new UsageError(`${name} has several exercises: ${there.join(' and ')}`, `name one of them, such as ${first}`);
  return first;
}

function rowNames({ id, sections }: Track): readonly string[] {
  return sections.flatMap(({ rows }) => rows.map((row) => `${id}/${row.id}`));
}

function notThereYet(what: string): UsageError {
  return new UsageError(`${what} planned, and not there yet`, 'kata list shows the exercises that are');
}
