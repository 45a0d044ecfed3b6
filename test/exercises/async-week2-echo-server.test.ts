import { compareDrivers } from '../support/exercise.ts';

await compareDrivers('async-week2-echo-server');
