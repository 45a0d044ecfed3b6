import { createServer, type Socket } from 'node:net';
import type { Said } from './framing.ts';
import type { Program } from './served.ts';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: string;
}

/** A right answer to the first exercise that says everything in its own, odd and allowed way. `frame` puts it on the wire, `onBytes` is told what comes. */
export function oddHello(frame: (socket: Socket, said: Said) => Promise<void>, onBytes: (text: string) => void = () => {}): Program {
  return async ({ env, print }) => {
    let greetings = 0;
    const answer = async ({ method, path, query }: Asked): Promise<Said> => {
      const name = /^\/greet\/([^/]+)$/.exec(path)?.[1];
      if (name === undefined && !['/health', '/time', '/count'].includes(path)) return { status: 404, headers: {}, body: '' };
      if (method !== 'GET') return { status: 405, headers: { allow: 'OPTIONS,HEAD ,GET' }, body: 'no' };
      if (path === '/health') return json('{\n  "more": [1, {}],\n  "\\u0073tatus" : "o\\u006b"\n}\n');
      if (path === '/time') return json(`{"zone":"UTC","unix_ms":${Date.now()}.0}`);
      if (path === '/count') return json(`{"since":null,"greetings":${greetings}e0}`);
      const delay = new URLSearchParams(query).get('delay_ms') ?? '0';
      if (!/^\d+$/.test(delay) || Number(delay) > 5_000)
        return { status: 400, headers: { 'content-type': 'text/html' }, body: '<h1>No</h1>' };
      await new Promise((resolve) => setTimeout(resolve, Number(delay)));
      greetings += 1;
      return json(`\t{"to":"you","message":"Hello, ${escaped(decodeURIComponent(name ?? ''))}!"}\r\n`);
    };
    const server = createServer({ noDelay: true }, (socket) => {
      let text = '';
      let busy = Promise.resolve();
      socket.on('error', () => {});
      socket.on('data', (data) => {
        onBytes(data.toString('latin1'));
        text += data.toString('latin1');
        const [head = '', body] = text.split('\r\n\r\n');
        if (body === undefined || body.length < Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)) return;
        text = '';
        const [method = '', target = ''] = head.split(' ');
        const [path = '', query = ''] = target.split('?');
        busy = busy.then(async () => {
          const said = await answer({ method, path, query });
          print(`${said.status} <- ${method} ${path}`);
          await frame(socket, said);
        });
      });
    });
    await new Promise<void>((resolve) => server.listen(Number(env.PORT), env.HOST, resolve));
    return { stop: async () => void server.close() };
  };
}

function json(body: string): Said {
  return { status: 200, headers: { 'content-type': 'Application/JSON ; charset="UTF-8"' }, body };
}

/** Every character as an escape: JSON lets a server write them so. */
function escaped(text: string): string {
  return [...Array(text.length).keys()].map((at) => `\\u${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`).join('');
}
