import { compareDrivers } from '../support/exercise.ts';

await compareDrivers('week2-logging-layer');
