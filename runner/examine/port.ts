import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { InfrastructureError } from '../core/fault.ts';

/** Below the ports that Linux gives to outgoing connections, any of which could take a free one away again. */
const range = { first: 20_000, last: 32_000 };
const remembered = 4_000;
const handedOut = new Set<number>();

/** A TCP port that nothing listens on, and that this process has not handed out lately. */
export async function freePort(host: string): Promise<number> {
  for (let attempt = 0; attempt < range.last - range.first; attempt += 1) {
    const port = randomInt(range.first, range.last);
    if (handedOut.has(port) || (await portState(host, port)) !== 'free') continue;
    if (handedOut.size > remembered) handedOut.clear();
    handedOut.add(port);
    return port;
  }
  throw new InfrastructureError(`no port from ${range.first} to ${range.last} is free`);
}

/** Whether a program could listen on this port now; `forbidden` where that is for root alone. */
export async function portState(host: string, port: number): Promise<'free' | 'taken' | 'forbidden'> {
  try {
    const server = await listen(host, port);
    await new Promise((resolve) => server.close(resolve));
    return 'free';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'forbidden' : 'taken';
  }
}

function listen(host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
