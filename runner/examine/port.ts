import { createServer, type AddressInfo, type Server } from 'node:net';

/** A TCP port that nothing listens on at this moment. */
export async function freePort(host: string): Promise<number> {
  const server = await listen(host, 0);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
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
