import { type IncomingMessage, request as startRequest } from 'node:http';
import type { Answer } from '../../runner/core/answer.ts';
import type { HeldRequest, HttpRequest } from '../../runner/core/tools.ts';
import { stopwatch, within } from '../clock.ts';
import { defaultTimeoutMs } from '../session.ts';
import { answerHeaders } from './headers.ts';

/**
 * Sends a request but for the last byte of its body, and waits until all before it is on its way.
 * A request without a body is sent whole. The connection is never half-closed: hyper would answer nothing.
 */
export async function hold(host: string, port: number, request: HttpRequest, deadline: AbortSignal): Promise<HeldRequest> {
  const elapsed = stopwatch();
  const body = Buffer.from(request.body ?? '');
  const outgoing = startRequest({
    host,
    port,
    method: request.method,
    path: request.path,
    agent: false,
    headers: {
      // In the order of the other requests, so that nobody can tell a held one by it.
      host: `${host}:${port}`,
      connection: 'keep-alive',
      ...request.headers,
      ...(body.length > 0 ? { 'content-length': String(body.length) } : {}),
    },
  });
  deadline.addEventListener('abort', () => outgoing.destroy(), { once: true });
  let beginning: (answer: Answer) => void = () => {};
  const begun = new Promise<Answer>((resolve) => {
    beginning = resolve;
  });
  const answer = new Promise<Answer>((resolve) => {
    outgoing.once('response', (incoming) => void readAnswer(incoming, elapsed, beginning).then(resolve));
    outgoing.once('error', (error) => resolve(failure(error, elapsed())));
  });
  await within(sent(outgoing, body.subarray(0, -1)), 1_000, deadline);
  const read = async (timeoutMs: number): Promise<Answer> => {
    const got = await within(answer, timeoutMs, deadline);
    outgoing.destroy();
    return got ?? { kind: 'timed-out', ms: elapsed() };
  };
  return {
    begun: async (timeoutMs) => (await within(Promise.race([begun, answer]), timeoutMs, deadline)) ?? { kind: 'timed-out', ms: elapsed() },
    finish: (timeoutMs = defaultTimeoutMs) => {
      if (body.length > 0) outgoing.end(body.subarray(-1));
      return read(timeoutMs);
    },
    abandon: read,
  };
}

function sent(outgoing: ReturnType<typeof startRequest>, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    outgoing.once('error', () => resolve());
    outgoing.once('socket', (socket) => {
      const flushed = () => (bytes.length === 0 ? outgoing.end(resolve) : outgoing.write(bytes, () => resolve()));
      if (socket.connecting) socket.once('connect', flushed);
      else flushed();
    });
  });
}

async function readAnswer(incoming: IncomingMessage, elapsed: () => number, beginning: (answer: Answer) => void): Promise<Answer> {
  const chunks: Buffer[] = [];
  const soFar = (): Answer => {
    const body = Buffer.concat(chunks).toString('utf8');
    return { kind: 'answer', status: incoming.statusCode ?? 0, headers: answerHeaders(incoming.headersDistinct), body, ms: elapsed() };
  };
  try {
    for await (const chunk of incoming) {
      chunks.push(chunk as Buffer);
      if (chunks.length === 1) beginning(soFar());
    }
  } catch {
    return { kind: 'closed', ms: elapsed() };
  }
  return soFar();
}

function failure(error: Error & { code?: string }, ms: number): Answer {
  if (error.code === 'ECONNREFUSED') return { kind: 'refused', ms };
  if (error.message === 'socket hang up') return { kind: 'closed', ms };
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return { kind: 'reset', ms };
  return error.code?.startsWith('HPE_') ? { kind: 'not-http', bytes: error.message, ms } : { kind: 'timed-out', ms };
}
