import { compareDrivers } from '../support/exercise.ts';

await compareDrivers('async-week5-job-cache');
