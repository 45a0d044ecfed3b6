import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type ListenOptions, type Server } from 'node:net';

/** Servers that count who comes. */
export interface Listeners {
  /** Where they are, as targets of fixtures/hostile/src/reach.rs, seen from each of these addresses. */
  targets(addresses: readonly string[]): readonly string[];
  /** How often somebody came since this was asked last. */
  visits(): number;
  /** Visits each of them. */
  visitAll(): Promise<number>;
  close(): Promise<void>;
}

/** Listens on these addresses by TCP, on all by UDP, and on a name without a file. */
export async function openListeners(addresses: readonly string[], name: string): Promise<Listeners> {
  let visits = 0;
  const open = async (at: ListenOptions): Promise<Server> => {
    const server = createServer((socket) => {
      visits += 1;
      socket.on('error', () => {}).destroy();
    });
    server.listen(at);
    await once(server, 'listening');
    return server;
  };
  const servers = await Promise.all(addresses.map((host) => open({ host, port: 0 })));
  const unnamed = await open({ path: `\0${name}` });
  const datagrams = createSocket('udp4', () => {
    visits += 1;
  });
  datagrams.bind(0);
  await once(datagrams, 'listening');
  const ports = servers.map(portOf);
  return {
    targets: (seen) => [
      ...seen.flatMap((address) => ports.map((port) => `tcp ${at(address, port)}`)),
      ...seen.filter((address) => !isLoopback(address)).map((address) => `udp ${at(address, datagrams.address().port)}`),
      `abstract ${name}`,
    ],
    visits: () => {
      const seen = visits;
      visits = 0;
      return seen;
    },
    visitAll: async () => {
      for (const [at, host] of addresses.entries()) await visited({ host: ownAddress(host), port: ports[at] ?? 0 });
      await visited({ path: `\0${name}` });
      const heard = once(datagrams, 'message');
      createSocket('udp4').unref().send('x', datagrams.address().port, '127.0.0.1');
      await heard;
      return addresses.length + 2;
    },
    close: async () => {
      datagrams.close();
      await Promise.all([...servers, unnamed].map((server) => new Promise((closed) => server.close(closed))));
    },
  };
}

/** Resolves when the server has taken the connection and closed it. */
async function visited(to: { readonly host: string; readonly port: number } | { readonly path: string }): Promise<void> {
  const socket = connect(to);
  await once(socket.resume(), 'close');
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function ownAddress(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

function at(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
