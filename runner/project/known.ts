import { closest } from '../core/closest.ts';
import { UsageError } from '../core/fault.ts';

/** Throws unless there is such an exercise, and says which one may have been meant. */
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
