import type { Kind } from '../../core/track.ts';
import type { Paint } from '../paint.ts';
import type { ListedTrack } from './track.ts';

export interface ListedExercise {
  readonly id: string;
  readonly title: string;
  readonly checks: number;
  readonly kinds: readonly Kind[];
  readonly minutes: number;
}

/** The exercises for a terminal, and what there is of each roadmap. */
export function textExercises(exercises: readonly ListedExercise[], tracks: readonly ListedTrack[], paint: Paint): string {
  const [ids, kinds] = [widest(exercises.map(({ id }) => id)), widest(exercises.map(kindsOf))];
  const rows = exercises.map(
    (exercise) =>
      `${exercise.id.padEnd(ids)}  ${kindsOf(exercise).padEnd(kinds)}  ${timeOf(exercise.minutes).padStart(7)}  ${String(exercise.checks).padStart(3)} checks  ${exercise.title}`,
  );
  const roadmaps = tracks.map(
    ({ id, rows: all, rowsThere, title }) =>
      `${id.padEnd(ids)}  ${String(rowsThere).padStart(2)} of ${String(all).padStart(2)} rows  ${paint.dim(title)}`,
  );
  return [...rows, '', 'roadmaps, row by row with kata list --track:', ...roadmaps, ''].join('\n');
}

export function kindsOf({ kinds }: { readonly kinds: readonly Kind[] }): string {
  return kinds.join(', ');
}

/** Whole and half hours from one hour on: it is a guess. */
export function timeOf(minutes: number): string {
  return minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 30) / 2} h`;
}

export function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}
