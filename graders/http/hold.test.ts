import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { hold } from './hold.ts';

const { signal: deadline } = new AbortController();
const body = 'all of it';
let server: Server | undefined;

afterEach(() => server?.closeAllConnections());

test('an answer that begins before the request ends is told as far as it came, and then as a whole', async () => {
  const held = await heldBy((request, response) => request.pipe(response));
  expect(await held.begun(2_000)).toMatchObject({ kind: 'answer', status: 200, body: 'all of i' });
  expect(await held.finish(2_000)).toMatchObject({ kind: 'answer', status: 200, body });
});

test('an answer that waits for the last byte has not begun', async () => {
  const held = await heldBy((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => response.end(text));
  });
  expect(await held.begun(50)).toMatchObject({ kind: 'timed-out' });
  expect(await held.finish(2_000)).toMatchObject({ kind: 'answer', body });
});

test('an answer without a body, and a connection that ends, have begun', async () => {
  const refused = await heldBy((_, response) => response.writeHead(413).end());
  expect(await refused.begun(2_000)).toMatchObject({ kind: 'answer', status: 413, body: '' });
  const cut = await heldBy((request) => request.socket.destroy());
  expect(await cut.begun(2_000)).toMatchObject({ kind: expect.stringMatching(/^(closed|reset)$/) });
});

async function heldBy(answer: RequestListener) {
  server?.closeAllConnections();
  const listening = createServer(answer);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  listening.unref();
  return hold('127.0.0.1', port, { method: 'POST', path: '/', body }, deadline);
}
