import type { Client } from 'undici';
import type { Answer } from '../../runner/core/answer.ts';
import type { Json } from '../../runner/core/json.ts';
import { runsIn } from '../../runner/core/runs.ts';
import type { LongBody, Step } from '../../runner/core/step.ts';
import type { Http, HttpRequest } from '../../runner/core/tools.ts';
import { pause, stopwatch } from '../clock.ts';
import type { Session } from '../session.ts';
import { base64 } from '../tcp/bytes.ts';
import { createTcp } from '../tcp/connect.ts';
import { clientHeaders } from './client-headers.ts';
import { hold } from './hold.ts';
import { openClient, send, sendOn } from './send.ts';

const shownBodyBytes = 2_048;
const shownRunsCharacters = 400;
/** Created, and accepted for later: what was made has an id. */
const createdStatuses = [201, 202];

/** The HTTP half of a probe's tools. Every request is noted, so that a learner can repeat it. */
export function createHttp(session: Session): Http {
  const origin = `http://${session.host}:${session.port}`;
  const sendOne = session.keepsConnection
    ? keepingOne(origin, session.deadline)
    : (request: HttpRequest) => send(origin, request, session.deadline);
  const own = clientHeaders(session.seed);
  const asClient = (request: HttpRequest): HttpRequest => ({ ...request, headers: { ...own, ...request.headers } });
  const sendNoted = async (request: HttpRequest): Promise<Answer> => {
    const answer = await sendOne(asClient(request));
    session.note({ ...stepOf(request), ...idOf(answer) });
    return answer;
  };
  const sendJson = (method: string, path: string, json: Json) =>
    sendNoted({ method, path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) });
  return {
    get: (path) => sendNoted({ method: 'GET', path }),
    post: (path, json) => sendJson('POST', path, json),
    patch: (path, json) => sendJson('PATCH', path, json),
    delete: (path) => sendNoted({ method: 'DELETE', path }),
    send: (request) => sendNoted(request),
    until: async (request, { isRight, withinMs, pauseMs }) => {
      const elapsed = stopwatch();
      let answer = await sendNoted(request);
      while (!isRight(answer) && elapsed() < withinMs && !session.deadline.aborted) {
        await pause(pauseMs, session.deadline);
        answer = await sendOne(asClient(request));
      }
      return answer;
    },
    together: async (requests) => {
      const [first] = requests;
      if (first !== undefined) session.note({ ...stepOf(first), times: requests.length });
      return Promise.all(requests.map((request) => send(origin, asClient(request), session.deadline)));
    },
    hold: (request) => {
      const note = request.body === undefined ? 'left under way' : 'the last byte of the body is withheld';
      session.note({ ...stepOf(request), note });
      return hold(session.host, session.port, asClient(request), session.deadline);
    },
    idle: async (path) => {
      const connection = await createTcp({ ...session, note: (step) => step }).connect();
      session.note({ ...stepOf({ method: 'GET', path }), note: 'the connection is kept open' });
      const headers = { host: `${session.host}:${session.port}`, connection: 'keep-alive', ...own };
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      await connection.send(base64([`GET ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n')));
      await connection.receive(12);
      return { ended: async (timeoutMs) => (await connection.receiveAll(timeoutMs)).end };
    },
  };
}

/**
 * Sends over one connection, as clients do; after an error status, when a server may close it, over a new one.
 * A server may close a kept connection at any moment without a word. What it did not answer there is asked once
 * more on a new one, and that answer counts.
 */
function keepingOne(origin: string, deadline: AbortSignal): (request: HttpRequest) => Promise<Answer> {
  let client: Client | undefined;
  const drop = () => {
    void client?.destroy();
    client = undefined;
  };
  deadline.addEventListener('abort', drop, { once: true });
  return async (request) => {
    const isKept = client !== undefined;
    client ??= openClient(origin);
    let answer = await sendOn(client, request, deadline);
    if (isKept && (answer.kind === 'closed' || answer.kind === 'reset')) {
      drop();
      client = openClient(origin);
      answer = await sendOn(client, request, deadline);
    }
    if (answer.kind !== 'answer' || answer.status >= 400) drop();
    return answer;
  };
}

function stepOf({ method, path, headers = {}, body }: HttpRequest): Step & { readonly kind: 'http' } {
  const step = { kind: 'http', method, path, headers } as const;
  if (body === undefined) return step;
  return body.length > shownBodyBytes ? { ...step, longBody: inShort(body) } : { ...step, body };
}

function inShort(body: string): LongBody {
  const runs = runsIn(body, shownRunsCharacters);
  return runs === undefined ? { bytes: Buffer.byteLength(body) } : { runs };
}

function idOf(answer: Answer): { readonly id?: string } {
  if (answer.kind !== 'answer' || !createdStatuses.includes(answer.status)) return {};
  const id = /"id"\s*:\s*"?([\w-]+)/.exec(answer.body)?.[1];
  return id === undefined ? {} : { id };
}
