import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createChannel } from './channel.ts';

test('calls go both ways', async () => {
  const [there, back] = [new PassThrough(), new PassThrough()];
  const near = createChannel(back, there, { half: async (number) => Number(number) / 2 }, gone);
  const far = createChannel(there, back, { twice: async (number) => Number(number) * 2 }, gone);
  expect(await Promise.all([near.call('twice', 21), far.call('half', 21)])).toEqual([42, 10.5]);
});

test('a side that ends in the middle of a message is gone', async () => {
  const [there, back] = [new PassThrough(), new PassThrough()];
  const channel = createChannel(back, there, {}, gone);
  const call = channel.call('probe');
  back.end('{"answer":1,"resu');
  await expect(call).rejects.toThrow('gone');
  await channel.closed;
});

function gone(): Error {
  return new Error('gone');
}
