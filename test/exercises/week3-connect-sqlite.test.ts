import { proveExercise } from '../support/exercise.ts';

await proveExercise('week3-connect-sqlite');
