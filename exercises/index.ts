import type { Exercise } from '../runner/core/exercise.ts';

interface Pack {
  readonly [id: string]: () => Promise<{ readonly default: Exercise }>;
}

// The built-in pack, in teaching order. Each exercise is loaded when it is asked for: no learner waits for the others.
const pack: Pack = {
  'week1-hello-api': () => import('./week1-hello-api/exercise.ts'),
  'week1-join': () => import('./week1-join/exercise.ts'),
  'week1-select': () => import('./week1-select/exercise.ts'),
  'week1-mpsc': () => import('./week1-mpsc/exercise.ts'),
  'week2-app-error': () => import('./week2-app-error/exercise.ts'),
  'week2-validation': () => import('./week2-validation/exercise.ts'),
  'week2-logging-layer': () => import('./week2-logging-layer/exercise.ts'),
  'week2-task-api': () => import('./week2-task-api/exercise.ts'),
  'week3-connect-db': () => import('./week3-connect-db/exercise.ts'),
  'week3-connect-sqlite': () => import('./week3-connect-sqlite/exercise.ts'),
  'async-week2-echo-server': () => import('./async-week2-echo-server/exercise.ts'),
};

// What is being written: known by its name to whoever writes it, and listed nowhere. `kata new` adds to them.
const drafts: Pack = {
  'async-week5-job-cache': () => import('./async-week5-job-cache/exercise.ts'),
};

/** The names of all exercises, in teaching order. */
export const exerciseIds: readonly string[] = Object.keys(pack);

/** The names of exercises that are not done. */
export const draftIds: readonly string[] = Object.keys(drafts);

/** Every name of which there is code. */
export const knownIds: readonly string[] = [...exerciseIds, ...draftIds];

/** The exercise of that name, which must be one of `knownIds`. */
export async function loadExercise(id: string): Promise<Exercise> {
  const load = pack[id] ?? drafts[id];
  if (load === undefined) throw new Error(`there is no exercise ${id}`);
  return (await load()).default;
}

/** All exercises, in teaching order; with drafts where an author asks for them. */
export function loadExercises(ids: readonly string[] = exerciseIds): Promise<readonly Exercise[]> {
  return Promise.all(ids.map(loadExercise));
}
