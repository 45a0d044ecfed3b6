import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { saturate } from './saturate.ts';

const plan = { path: '/', connections: 8, forMs: 200 };

test('a server that answers loses nothing', async () => {
  const seen = await saturated((_, response) => response.end('{}'));
  expect(seen.lost).toEqual([]);
  expect(seen.answered).toBeGreaterThan(plan.connections);
});

test('statuses, resets and connections closed without an answer are told apart', async () => {
  let asked = 0;
  const seen = await saturated((request, response) => {
    asked += 1;
    if (asked === 20) response.writeHead(503).end();
    else if (asked === 30) request.socket.destroy();
    else if (asked === 40) request.socket.resetAndDestroy();
    else response.end('{}');
  });
  expect(seen.lost).toEqual([
    { why: 'status 503', count: 1 },
    { why: expect.stringContaining('reset'), count: 1 },
    { why: expect.stringContaining('closed'), count: 1 },
  ]);
});

test('nothing that listens answers nothing', async () => {
  const seen = await saturate(plan, 'http://127.0.0.1:1');
  expect(seen.answered).toBe(0);
  expect(seen.lost).toContainEqual({ why: expect.stringContaining('refused'), count: expect.any(Number) });
});

async function saturated(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  return saturate(plan, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}
