import type { Exercise } from '../runner/core/exercise.ts';
import echoServer from './async-week2-echo-server/exercise.ts';
import helloApi from './week1-hello-api/exercise.ts';
import taskApi from './week2-task-api/exercise.ts';

/** The built-in pack, in teaching order. */
export const exercises: readonly Exercise[] = [helloApi, taskApi, echoServer];
