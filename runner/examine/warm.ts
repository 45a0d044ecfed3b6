import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openClient, sendOn } from '../../graders/http/send.ts';

const requests = 12;

/**
 * Sends a few requests to a server of kata's own while cargo works. The first ones of a process wait for
 * compilation, and that time would be counted against the learner's server.
 */
export async function warmUp(): Promise<void> {
  const server = createServer((_, response) => response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { signal } = new AbortController();
  for (let sent = 0; sent < requests; sent += 1) {
    const client = openClient(`http://127.0.0.1:${port}`);
    await sendOn(client, { method: 'POST', path: '/', headers: { 'content-type': 'application/json' }, body: '{}' }, signal);
    await client.destroy();
  }
  server.close();
}
