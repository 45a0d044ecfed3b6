import { connect } from 'node:net';

/** What one attempt to be served came to. */
export type Attempt =
  | { readonly kind: 'served' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'not-http'; readonly bytes: string };

const shownBytes = 200;

/** Connects, and where there is a path asks for it, until the first bytes of an answer are there. */
export function attempt(host: string, port: number, path: string | undefined, timeoutMs: number): Promise<Attempt> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const done = (result: Attempt) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => done({ kind: 'silent' }), timeoutMs);
    let bytes = '';
    socket.on('connect', () => {
      if (path === undefined) return done({ kind: 'served' });
      socket.write(`GET ${path} HTTP/1.1\r\nhost: ${host}:${port}\r\naccept: */*\r\n\r\n`);
      return undefined;
    });
    socket.on('data', (chunk) => {
      bytes += chunk.toString('latin1');
      if (bytes.startsWith('HTTP/1.')) done({ kind: 'served' });
      else if (!'HTTP/1.'.startsWith(bytes.slice(0, 7))) done({ kind: 'not-http', bytes: bytes.slice(0, shownBytes) });
    });
    socket.on('end', () => done(bytes === '' ? { kind: 'closed' } : { kind: 'not-http', bytes }));
    socket.on('error', (error: Error & { code?: string }) => done({ kind: error.code === 'ECONNREFUSED' ? 'refused' : 'closed' }));
  });
}
