import { Client } from 'undici';
import type { Answer } from '../../runner/core/answer.ts';
import type { HttpRequest } from '../../runner/core/tools.ts';
import { limitedSignal, stopwatch } from '../clock.ts';
import { defaultTimeoutMs } from '../session.ts';
import { answerHeaders } from './headers.ts';

const bodyLimitBytes = 64 * 1024;

/** Sends one request on a connection of its own. */
export async function send(origin: string, request: HttpRequest, deadline: AbortSignal): Promise<Answer> {
  const client = openClient(origin);
  try {
    return await sendOn(client, request, deadline);
  } finally {
    void client.destroy();
  }
}

/** A client with one connection, which it keeps alive. */
export function openClient(origin: string): Client {
  return new Client(origin, { pipelining: 1, keepAliveTimeout: 60_000 });
}

/** Sends one request; what goes wrong in transport is an answer like any other. */
export async function sendOn(client: Client, request: HttpRequest, deadline: AbortSignal): Promise<Answer> {
  const elapsed = stopwatch();
  const limit = limitedSignal(request.timeoutMs ?? defaultTimeoutMs, deadline);
  try {
    const { statusCode, headers, body } = await client.request({
      method: request.method as 'GET',
      path: request.path,
      headers: request.headers ?? {},
      body: request.body ?? null,
      signal: limit.signal,
    });
    const text = await readBody(body);
    return { kind: 'answer', status: statusCode, headers: answerHeaders(headers), body: text, ms: elapsed() };
  } catch (error) {
    if (limit.signal.aborted) return { kind: 'timed-out', ms: elapsed() };
    return transportFailure(error, elapsed());
  } finally {
    limit.clear();
  }
}

async function readBody(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > bodyLimitBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, bodyLimitBytes).toString('utf8');
}

/** What went wrong in transport, as an answer. Throws what is not the server's doing. */
export function transportFailure(error: unknown, ms: number): Answer {
  const { code = '', name = '', message = '' } = error as { code?: string; name?: string; message?: string };
  if (code === 'ECONNREFUSED') return { kind: 'refused', ms };
  if (code === 'ECONNRESET' || code === 'EPIPE') return { kind: 'reset', ms };
  if (name === 'HTTPParserError' || notHttp.has(code)) return { kind: 'not-http', bytes: message, ms };
  // undici gives up on an interim 100 that it did not ask for.
  if (code === 'UND_ERR_SOCKET' && message === 'bad response')
    return { kind: 'not-http', bytes: 'a 100 Continue that was not asked for', ms };
  if (code === 'UND_ERR_SOCKET') return { kind: 'closed', ms };
  if (code === 'ETIMEDOUT' || code.endsWith('_TIMEOUT')) return { kind: 'timed-out', ms };
  // Neither the server's doing nor the network's: the probe broke, and says so itself.
  throw error;
}

/** undici's words for an answer that breaks the protocol. */
const notHttp: ReadonlySet<string> = new Set(['UND_ERR_HEADERS_OVERFLOW', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH']);
