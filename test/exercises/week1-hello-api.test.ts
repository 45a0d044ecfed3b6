import { compareDrivers, proveAlternative } from '../support/exercise.ts';

await compareDrivers('week1-hello-api');
await proveAlternative('week1-hello-api', 'actix-web');
