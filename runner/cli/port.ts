import { UsageError } from '../core/fault.ts';
import { listenerOn } from '../drivers/local/sockets.ts';
import { portState } from '../examine/port.ts';

/** Throws unless a program can listen on this port now; says who does already, and which port is free. */
export async function assertFree(host: string, port: number): Promise<void> {
  switch (await portState(host, port)) {
    case 'free':
      return;
    case 'forbidden':
      throw new UsageError(`port ${port} is for root alone`, 'take one from 1024 on: --port 3000');
    case 'taken': {
      const by = await listenerOn(port);
      const other = await freeAfter(host, port);
      throw new UsageError(
        `port ${port} is taken${by === undefined ? '' : ` by ${by}`}`,
        `stop what listens there, or take another port: --port ${other}`,
      );
    }
  }
}

/** The port in a value of `PORT`; what is none is handed to the program as it is. */
export function portIn(value: string | undefined): number | undefined {
  const port = /^\d{1,5}$/.test(value ?? '') ? Number(value) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

async function freeAfter(host: string, port: number): Promise<number> {
  const next = port === 65_535 ? 1024 : port + 1;
  return (await portState(host, next)) === 'free' ? next : freeAfter(host, next);
}
