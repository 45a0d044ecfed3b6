import { proveExercise } from '../support/exercise.ts';

await proveExercise('week1-hello-api');
