import { closest } from '../core/closest.ts';
import type { Exercise } from '../core/exercise.ts';
import { UsageError } from '../core/fault.ts';

/** The exercise of that name; where there is none, says which one may have been meant. */
export function exerciseNamed(id: string, exercises: readonly Exercise[]): Exercise {
  const exercise = exercises.find((one) => one.id === id);
  if (exercise !== undefined) return exercise;
  throw unknownExercise(
    `there is no exercise ${id}`,
    id,
    exercises.map((one) => one.id),
  );
}

/** Throws unless there is such an exercise. */
export function assertKnown(id: string, known: readonly string[]): void {
  if (!known.includes(id)) throw unknownExercise(`there is no exercise ${id}`, id, known);
}

/** Throws where a manifest names an exercise that there is not. */
export function assertDeclared(id: string, manifestPath: string, known: readonly string[]): void {
  if (!known.includes(id)) throw unknownExercise(`${manifestPath} is for the exercise ${id}, and there is none of that name`, id, known);
}

function unknownExercise(message: string, id: string, known: readonly string[]): UsageError {
  const guess = closest(id, known);
  return new UsageError(guess === undefined ? message : `${message}; did you mean ${guess}?`, 'kata list shows all exercises');
}
