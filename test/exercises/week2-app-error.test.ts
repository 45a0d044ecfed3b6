import { compareDrivers, proveAlternative } from '../support/exercise.ts';

await compareDrivers('week2-app-error');
await proveAlternative('week2-app-error', 'actix-web');
