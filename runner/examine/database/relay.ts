import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { DatabaseTraffic, RelayFault } from '../../core/database.ts';
import { freePort } from '../port.ts';
import { createStatementCounter } from './statements.ts';

/** A port that passes bytes on to the database, or does what a database does that is down, hangs or was restarted. */
export interface Relay {
  readonly port: number;
  fault(fault: RelayFault): Promise<void>;
  traffic(): DatabaseTraffic;
  close(): Promise<void>;
}

const host = '127.0.0.1';

interface Link {
  /** Begins to pass bytes on, or goes on with it. */
  pass(): void;
  hold(): void;
  cut(): void;
  statements(): number;
}

export async function createRelay(databasePort: number): Promise<Relay> {
  const port = await freePort(host);
  const links = new Set<Link>();
  let hangs = false;
  let closed = false;
  let [mostOpen, opened, statementsOfEnded] = [0, 0, 0];
  const accept = (client: Socket) => {
    const link = createLink(client, databasePort, () => {
      statementsOfEnded += link.statements();
      links.delete(link);
    });
    links.add(link);
    opened += 1;
    mostOpen = Math.max(mostOpen, links.size);
    if (!hangs) link.pass();
  };
  const cut = () => {
    for (const link of [...links]) link.cut();
  };
  let server: Server | undefined = await listen(port, accept);
  const refuse = async () => {
    const listening = server;
    server = undefined;
    listening?.close();
    cut();
    if (listening?.listening === true) await once(listening, 'close');
  };
  return {
    port,
    fault: async (fault) => {
      // A probe may be at it still when its server is gone.
      if (closed) return;
      hangs = fault === 'hang';
      if (fault === 'refuse') return refuse();
      if (fault === 'cut') cut();
      server ??= await listen(port, accept);
      if (closed) return refuse();
      for (const link of links) hangs ? link.hold() : link.pass();
    },
    traffic: () => ({
      open: links.size,
      mostOpen,
      opened,
      statements: [...links].reduce((sum, link) => sum + link.statements(), statementsOfEnded),
    }),
    close: () => {
      closed = true;
      return refuse();
    },
  };
}

async function listen(port: number, accept: (client: Socket) => void): Promise<Server> {
  // What comes is read when it can be passed on.
  const server = createServer({ pauseOnConnect: true, noDelay: true }, accept);
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

function createLink(client: Socket, databasePort: number, onEnd: () => void): Link {
  const counter = createStatementCounter();
  let database: Socket | undefined;
  let held = true;
  let over = false;
  const cut = () => {
    if (over) return;
    over = true;
    client.destroy();
    database?.destroy();
    onEnd();
  };
  const forward = (from: Socket, to: Socket, onBytes: (bytes: Buffer) => void) => {
    from.on('data', (bytes: Buffer) => {
      onBytes(bytes);
      if (to.write(bytes)) return;
      from.pause();
      to.once('drain', () => {
        if (!held) from.resume();
      });
    });
    from.once('end', () => to.end());
  };
  client.on('error', cut).once('close', cut);
  return {
    pass: () => {
      held = false;
      if (database === undefined) {
        const opened = connect({ host, port: databasePort, noDelay: true });
        opened.on('error', cut).once('close', cut);
        forward(client, opened, counter.push);
        forward(opened, client, () => {});
        database = opened;
      }
      client.resume();
      database.resume();
    },
    hold: () => {
      held = true;
      client.pause();
      database?.pause();
    },
    cut,
    statements: counter.count,
  };
}
