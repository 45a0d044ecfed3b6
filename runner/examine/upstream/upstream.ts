import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Replies, Reply, Upstream, UpstreamPlan, UpstreamRequest } from '../../core/upstream.ts';
import { createRelay } from '../relay/relay.ts';

export interface OpenUpstream extends Upstream {
  close(): Promise<void>;
}

const host = '127.0.0.1';
const keptBodyBytes = 64 * 1_024;
const keptRequests = 1_000;
const unknown: Reply = { status: 404 };

/** An HTTP server for one boot, behind a relay that can refuse, hang, be slow and cut. */
export async function openUpstream({ path, replies }: UpstreamPlan): Promise<OpenUpstream> {
  let current: Replies = replies;
  const requests: UpstreamRequest[] = [];
  const server = createServer((message, response) => {
    void bodyOf(message).then((body) => {
      if (body === undefined) return;
      if (requests.length < keptRequests) requests.push(requestOf(message, body));
      reply(response, current[pathOf(message)] ?? unknown);
    });
  });
  server.listen(0, host);
  await once(server, 'listening');
  const relay = await createRelay((server.address() as AddressInfo).port, () => ({ push: () => {}, count: () => 0 }));
  return {
    url: `http://${host}:${relay.port}${path}`,
    ...relay.faults,
    answer: async (path, reply) => {
      current = { ...current, [path]: reply };
    },
    requests: async () => [...requests],
    traffic: async () => {
      const { open, mostOpen, opened } = relay.traffic();
      return { open, mostOpen, opened };
    },
    close: async () => {
      await relay.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Undefined where the client left in the middle. */
async function bodyOf(message: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      if (length < keptBodyBytes) chunks.push(chunk);
      length += chunk.length;
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).subarray(0, keptBodyBytes).toString();
}

function requestOf({ method = '', url = '', headers }: IncomingMessage, body: string): UpstreamRequest {
  const named = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')] as const);
  return { method, path: url, headers: Object.fromEntries(named), body };
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?')[0] ?? '';
}

function reply(response: ServerResponse, { status, headers = {}, body = '' }: Reply): void {
  response.on('error', () => {});
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
