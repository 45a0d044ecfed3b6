import { proveAlternative, proveExercise } from '../support/exercise.ts';

await proveExercise('week1-hello-api');
await proveAlternative('week1-hello-api', 'actix-web');
