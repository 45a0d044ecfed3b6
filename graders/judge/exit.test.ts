import { expect, test } from 'vitest';
import type { ExitSeen } from '../../runner/core/tools.ts';
import { ended, exited } from './exit.ts';

const code = (code: number): ExitSeen => ({ kind: 'exited', code, signal: null, ms: 20 });
const killed = (signal: string): ExitSeen => ({ kind: 'exited', code: null, signal, ms: 20 });
const running: ExitSeen = { kind: 'running', ms: 2_000.4 };

test('right: the exit code that is asked for', () => {
  expect(exited(code(0), 0)).toBeUndefined();
  expect(exited(code(7), 7)).toBeUndefined();
});

test.each<[ExitSeen, object]>([
  [code(1), { expected: ['exit code 0'], actual: 'exit code 1' }],
  [killed('SIGKILL'), { expected: ['exit code 0'], actual: 'killed by SIGKILL' }],
  [killed('SIGTERM'), { expected: ['exit code 0'], actual: 'killed by SIGTERM', hint: expect.stringContaining('Nothing handles SIGTERM') }],
  [running, { expected: ['exit code 0'], actual: 'still running after 2000 ms' }],
])('wrong: %j', (exit, finding) => {
  expect(exited(exit, 0)).toEqual(finding);
});

test.each([code(0), code(101), killed('SIGTERM')])('right where only the end counts: %j', (exit) => {
  expect(ended(exit)).toBeUndefined();
});

test('wrong where only the end counts: it still runs', () => {
  expect(ended(running)).toEqual({ expected: ['the program ends'], actual: 'still running after 2000 ms' });
});
