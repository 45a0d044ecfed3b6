import { proveExercise } from '../support/exercise.ts';

await proveExercise('async-week5-job-cache');
