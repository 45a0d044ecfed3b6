import { compareDrivers, proveAlternative } from '../support/exercise.ts';

await compareDrivers('week2-validation');
await proveAlternative('week2-validation', 'actix-web');
