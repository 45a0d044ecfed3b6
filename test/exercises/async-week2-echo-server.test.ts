import { proveExercise } from '../support/exercise.ts';

await proveExercise('async-week2-echo-server');
