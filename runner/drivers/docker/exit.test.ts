import { expect, test } from 'vitest';
import { exitOf } from './exit.ts';

test.each([
  { code: 0, exit: { code: 0, signal: null } },
  { code: 3, exit: { code: 3, signal: null } },
  { code: 101, exit: { code: 101, signal: null } },
  { code: 137, exit: { code: null, signal: 'SIGKILL' } },
  { code: 143, exit: { code: null, signal: 'SIGTERM' } },
  { code: 255, exit: { code: 255, signal: null } },
])('a container that ended with $code', ({ code, exit }) => {
  expect(exitOf(code)).toEqual(exit);
});
