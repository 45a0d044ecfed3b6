import type { Exercise } from '../runner/core/exercise.ts';

// The built-in pack, in teaching order. Each exercise is loaded when it is asked for: no learner waits for the others.
const pack: { readonly [id: string]: () => Promise<{ readonly default: Exercise }> } = {
  'week1-join': () => import('./week1-join/exercise.ts'),
  'week1-select': () => import('./week1-select/exercise.ts'),
  'week1-hello-api': () => import('./week1-hello-api/exercise.ts'),
  'week2-task-api': () => import('./week2-task-api/exercise.ts'),
  'week3-connect-db': () => import('./week3-connect-db/exercise.ts'),
  'week3-connect-sqlite': () => import('./week3-connect-sqlite/exercise.ts'),
  'async-week2-echo-server': () => import('./async-week2-echo-server/exercise.ts'),
  'async-week5-job-cache': () => import('./async-week5-job-cache/exercise.ts'),
};

/** The names of all exercises, in teaching order. */
export const exerciseIds: readonly string[] = Object.keys(pack);

/** The exercise of that name, which must be one of `exerciseIds`. */
export async function loadExercise(id: string): Promise<Exercise> {
  const load = pack[id];
  if (load === undefined) throw new Error(`there is no exercise ${id}`);
  return (await load()).default;
}

/** All exercises, in teaching order. */
export function loadExercises(): Promise<readonly Exercise[]> {
  return Promise.all(exerciseIds.map(loadExercise));
}
