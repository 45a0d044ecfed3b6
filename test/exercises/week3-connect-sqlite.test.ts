import { compareDrivers } from '../support/exercise.ts';

await compareDrivers('week3-connect-sqlite');
