import { setImmediate, setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { roundsUntil } from './rounds.ts';

const soon = { pause: () => setImmediate() };
/** Each timer comes far later than it should. */
const late = { pause: (ms: number) => setTimeout(ms + 30) };

test.each([
  ['in time at once', soon, 1, 1],
  ['in time in the second round', soon, 2, 2],
  ['late three times', soon, 9, 3],
  ['late three times on a machine that is busy, and then in time', late, 5, 5],
  ['late again and again on a machine that is busy', late, 9, 8],
] as const)('%s', async (_, tools, inTimeFrom, rounds) => {
  let asked = 0;
  const ask = async () => {
    asked += 1;
    return asked;
  };
  const seen = await roundsUntil(tools, ask, (all) => all.length >= inTimeFrom);
  expect(seen).toEqual(Array.from({ length: rounds }, (_, at) => at + 1));
});

test('a machine that was busy in the first rounds alone', async () => {
  let asked = 0;
  const pause = (ms: number) => (asked <= 2 ? late.pause(ms) : soon.pause());
  const seen = await roundsUntil(
    { pause },
    async () => ++asked,
    () => false,
  );
  expect(seen).toHaveLength(3);
});

test('what breaks the request breaks the rounds', async () => {
  await expect(
    roundsUntil(
      soon,
      () => Promise.reject(new Error('over')),
      () => false,
    ),
  ).rejects.toThrow('over');
});
