import { expect, test } from 'vitest';
import { createStatementCounter } from './statements.ts';

const startup = message('', int(196_608), Buffer.from('user\0kata\0\0'));
const sslRequest = message('', int(80_877_103));
const query = (sql: string) => message('Q', Buffer.from(`${sql}\0`));
const prepared = [message('P', Buffer.from('\0select $1\0\0\0')), message('B', Buffer.alloc(300, 'Q')), message('E', Buffer.alloc(5))];
const session = Buffer.concat([
  sslRequest,
  startup,
  message('p', Buffer.from('secret\0')),
  query('select 1'),
  ...prepared,
  message('S'),
  message('X'),
]);

test.each([1, 2, 3, 7, 8, 64, session.length])('statements are counted wherever the bytes are cut: every %i', (size) => {
  const counter = createStatementCounter();
  for (let at = 0; at < session.length; at += size) counter.push(session.subarray(at, at + size));
  expect(counter.count()).toBe(2);
});

function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int(body.length + 4), body]);
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
