import { expect, test } from 'vitest';
import { createCommandCounter } from './commands.ts';

const session = Buffer.concat([
  command('HELLO', '3', 'AUTH', 'user', 'word'),
  command('SET', 'key', '*9\r\n$2\r\n*1\r\n'),
  command('PING'),
]);

test.each([1, 2, 3, 7, 8, 64, session.length])('commands are counted wherever the bytes are cut: every %i', (size) => {
  const counter = createCommandCounter();
  for (let at = 0; at < session.length; at += size) counter.push(session.subarray(at, at + size));
  expect(counter.count()).toBe(3);
});

function command(...words: readonly string[]): Buffer {
  return Buffer.from(`*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`);
}
