import { compareDrivers } from '../support/exercise.ts';

await compareDrivers('week1-select');
