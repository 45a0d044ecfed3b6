import { expect, test } from 'vitest';
import { createQueue, type Queue } from './queue.ts';

test('what is pushed before and after the loop begins comes in order, until the end', async () => {
  const queue = createQueue<number>();
  queue.push(1);
  const all = collect(queue);
  queue.push(2);
  await Promise.resolve();
  queue.push(3);
  queue.end();
  expect(await all).toEqual([1, 2, 3]);
});

test('an empty queue that has ended is an empty loop', async () => {
  const queue = createQueue<number>();
  queue.end();
  expect(await collect(queue)).toEqual([]);
});

test('a failure comes after what was pushed before it', async () => {
  const queue = createQueue<number>();
  queue.push(1);
  queue.fail(new Error('broken'));
  const seen: number[] = [];
  await expect(async () => {
    for await (const item of queue) seen.push(item);
  }).rejects.toThrow('broken');
  expect(seen).toEqual([1]);
});

test('a loop that waits is woken by a failure', async () => {
  const queue = createQueue<number>();
  const all = collect(queue);
  setTimeout(() => queue.fail(new Error('late')), 5);
  await expect(all).rejects.toThrow('late');
});

async function collect<Item>(queue: Queue<Item>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of queue) items.push(item);
  return items;
}
