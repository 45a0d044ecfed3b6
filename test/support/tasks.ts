import { createServer, type IncomingMessage } from 'node:http';
import type { Program } from './served.ts';

interface Task {
  readonly id: number;
  readonly title: string;
  readonly priority: number;
  readonly done: boolean;
}

/** Keeps tasks and refuses next to nothing: enough that checks which need others are asked. `onRequest` sees every request, also half of one. */
export function tasks(onRequest: (request: IncomingMessage) => void): Program {
  return async ({ env }) => {
    const all = new Map<number, Task>();
    let lastId = 0;
    const keep = (task: Task) => {
      all.set(task.id, task);
      return task;
    };
    const answer = (method: string, path: string, text: string): readonly [number, unknown] => {
      if (path === '/health') return [200, { status: 'ok' }];
      const task = all.get(Number(path.split('/')[2]));
      const sent = readTask(text);
      if (path === '/tasks' && method === 'GET') return [200, [...all.values()]];
      if (path === '/tasks') return [201, keep({ priority: 3, done: false, title: '', ...sent, id: ++lastId })];
      if (task === undefined) return [404, {}];
      if ((sent.priority ?? 1) > 5) return [422, { error: { code: 'validation_failed', message: 'no', field: 'priority' } }];
      if (method === 'PATCH') return [200, keep({ ...task, ...sent })];
      if (method === 'DELETE') all.delete(task.id);
      return method === 'DELETE' ? [204, undefined] : [200, task];
    };
    const server = createServer((request, response) => {
      const start = performance.now();
      let text = '';
      onRequest(request);
      request.on('data', (data) => {
        text += data;
      });
      request.on('end', () => {
        const [status, body] = answer(request.method ?? '', request.url ?? '', text);
        const location = status === 201 ? { location: `/tasks/${lastId}` } : {};
        const took = { 'x-response-time-ms': (performance.now() - start).toFixed(3) };
        response.writeHead(status, { 'content-type': 'application/json', ...took, ...location });
        response.end(body === undefined ? undefined : JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(Number(env.PORT), env.HOST, resolve));
    const stop = async () => {
      server.close();
      server.closeAllConnections();
    };
    return { stop };
  };
}

function readTask(text: string): Partial<Task> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
