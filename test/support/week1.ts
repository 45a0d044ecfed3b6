import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from './served.ts';

type OnRequest = (request: IncomingMessage) => void;
type Answered = readonly [status: number, body: unknown];

/** Runs tasks side by side, and refuses nothing. */
export function join(onRequest: OnRequest): Program {
  return serving(onRequest, async (_, query) => {
    const results = ['a', 'b', 'c'].map(async (task) => {
      const asked = query.get(task);
      if (asked === 'fail') return { task, error: 'no' };
      await sleep(Number(asked));
      return { task, waited_ms: Number(asked) };
    });
    const start = performance.now();
    return [200, { results: await Promise.all(results), elapsed_ms: Math.floor(performance.now() - start) }];
  });
}

/** Has work race against a timer, and refuses nothing. */
export function select(onRequest: OnRequest): Program {
  let ticks = 0;
  return serving(onRequest, async (path, query) => {
    if (path === '/ticks') return [200, { ticks }];
    const [work, limit] = [Number(query.get('work')), Number(query.get('limit'))];
    const end = performance.now() + Math.min(work, limit);
    while (performance.now() < end) {
      await sleep(10);
      ticks += 1;
    }
    return work < limit ? [200, { winner: 'work' }] : [504, { error: { code: 'timeout', message: 'no' } }];
  });
}

function serving(onRequest: OnRequest, answer: (path: string, query: URLSearchParams) => Promise<Answered>): Program {
  return async ({ env }) => {
    const server = createServer(async (request, response) => {
      onRequest(request);
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
      const [status, body] = pathname === '/health' ? [200, { status: 'ok' }] : await answer(pathname, searchParams);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(Number(env.PORT), env.HOST, resolve));
    const stop = async () => {
      server.close();
      server.closeAllConnections();
    };
    return { stop };
  };
}
