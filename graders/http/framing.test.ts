import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Answer } from '../../runner/core/answer.ts';
import { framings } from '../../test/support/framing.ts';
import type { Session } from '../session.ts';
import { createHttp } from './client.ts';

const said = { status: 200, headers: { 'content-type': 'application/json', 'x-time': '0.42' }, body: '{"message":"Hello, Zoë!"}' };
const plain = { kind: 'answer', status: 200, headers: said.headers, body: said.body };

describe.each(Object.keys(framings))('an answer %s', (name) => {
  test.each([
    ['on a connection that is kept', true],
    ['on connections of their own', false],
  ])('is the same evidence as every other, %s', async (_, keepsConnection) => {
    const http = createHttp(await sessionWith(name, keepsConnection));
    for (const answer of [await http.get('/a'), await http.get('/b'), await http.post('/c', { a: 1 })])
      expect(withoutExtras(answer)).toEqual(plain);
    for (const answer of await http.together([{ method: 'GET', path: '/d' }])) expect(withoutExtras(answer)).toEqual(plain);
  });

  test('is the same evidence where the request was held back', async () => {
    const http = createHttp(await sessionWith(name, false));
    const held = await http.hold({ method: 'POST', path: '/a', body: '{}' });
    expect(withoutExtras(await held.finish())).toEqual(plain);
  });
});

test.each([true, false])(
  'a server that closes instead of answering is told as that, with a kept connection: %s',
  async (keepsConnection) => {
    const http = createHttp(await sessionOf((answered) => answered > 1, keepsConnection));
    expect(await http.get('/a')).toMatchObject({ kind: 'answer' });
    expect(await http.get('/b')).toMatchObject({ kind: 'closed' });
  },
);

// The one interim answer that undici does not read on from. No framework sends it without being asked.
test('a 100 that nobody waits for is told as such, and not as a panic', async () => {
  const http = createHttp(await listening((socket) => void socket.write('HTTP/1.1 100 Continue\r\n\r\n'), false));
  expect(await http.get('/a')).toMatchObject({ kind: 'not-http', bytes: 'a 100 Continue that was not asked for' });
});

test('what is asked until it is right is one step, and ends when time is up', async () => {
  let asked = 0;
  const session = await sessionOf(() => {
    asked += 1;
    return asked > 3;
  }, false);
  const steps: unknown[] = [];
  const http = createHttp({
    ...session,
    note: (step) => {
      steps.push(step);
      return step;
    },
  });
  const isClosed = ({ kind }: Answer) => kind === 'closed';
  expect(await http.until({ method: 'GET', path: '/a' }, { isRight: isClosed, withinMs: 5_000, pauseMs: 1 })).toMatchObject({
    kind: 'closed',
  });
  expect({ asked, steps }).toEqual({ asked: 4, steps: [{ kind: 'http', method: 'GET', path: '/a', headers: {} }] });
  expect(await http.until({ method: 'GET', path: '/b' }, { isRight: () => false, withinMs: 20, pauseMs: 5 })).toMatchObject({
    kind: 'closed',
  });
  expect(asked).toBeLessThan(20);
});

/** Without what took time, and what the odd server says on top. */
function withoutExtras(answer: Answer) {
  const { ms: _ms, ...seen } = answer;
  if (seen.kind !== 'answer') return seen;
  const { server: _server, date: _date, vary: _vary, link: _link, 'x-more': _more, trailer: _trailer, ...headers } = seen.headers;
  return { ...seen, headers };
}

function sessionWith(framing: string, keepsConnection: boolean): Promise<Session> {
  return listening((socket) => void framings[framing]?.(socket, said), keepsConnection);
}

/** Closes on every request from the one on of which `closes` says so. */
function sessionOf(closes: (requests: number) => boolean, keepsConnection: boolean): Promise<Session> {
  let requests = 0;
  return listening((socket) => {
    requests += 1;
    if (closes(requests)) socket.end();
    else void framings['with its length']?.(socket, said);
  }, keepsConnection);
}

async function listening(answer: (socket: Socket) => void, keepsConnection: boolean): Promise<Session> {
  const server = createServer((socket) => {
    let text = '';
    socket.on('error', () => {});
    socket.on('data', (data) => {
      text += data.toString('latin1');
      const [head, body] = text.split('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(head ?? '')?.[1] ?? 0);
      if (body === undefined || body.length < length) return;
      text = '';
      answer(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const over = new AbortController();
  onTestFinished(() => {
    over.abort();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const unused = () => {
    throw new Error('no test of HTTP starts a program');
  };
  return {
    host: '127.0.0.1',
    port,
    serverId: 1,
    seed: 1,
    launcher: {
      bindHost: '127.0.0.1',
      start: unused,
      signal: unused,
      exit: unused,
      log: unused,
      logWith: unused,
      listening: unused,
      resources: unused,
      limitsHit: unused,
      remove: unused,
      usage: unused,
      removeAll: unused,
    },
    baseEnv: {},
    deadline: over.signal,
    note: (step) => step,
    keepsConnection,
    database: undefined,
    sqlite: undefined,
    redis: undefined,
    upstream: undefined,
    restart: unused,
    newServerId: () => 2,
    expectEnd: () => {},
    onWaiting: () => {},
  };
}
