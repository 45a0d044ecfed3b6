import { proveExercise } from '../support/exercise.ts';

await proveExercise('week2-task-api');
