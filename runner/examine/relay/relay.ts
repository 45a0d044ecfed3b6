import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { type CompanionFault, type Connections, type Faults, slowMs } from '../../core/companion.ts';
import { freePort } from '../port.ts';

/** A port that passes bytes on to a companion, or does what one does that is down, hangs or was restarted. */
export interface Relay {
  readonly port: number;
  readonly faults: Faults;
  traffic(): Traffic;
  close(): Promise<void>;
}

interface Traffic extends Connections {
  /** What the counters counted. */
  readonly asked: number;
}

/** Counts what a client asks for, in the bytes that it sends over one connection. */
export interface Counter {
  push(bytes: Buffer): void;
  count(): number;
}

const host = '127.0.0.1';

interface Link {
  /** Begins to pass bytes on, or goes on with it. */
  pass(): void;
  /** Passes on what the companion says late from now on, or no longer so. */
  delay(ms: number): void;
  hold(): void;
  cut(): void;
  asked(): number;
}

export async function createRelay(companionPort: number, createCounter: () => Counter): Promise<Relay> {
  const port = await freePort(host);
  const links = new Set<Link>();
  let hangs = false;
  let lateMs = 0;
  let closed = false;
  let [mostOpen, opened, askedByEnded] = [0, 0, 0];
  const accept = (client: Socket) => {
    const link = createLink(client, companionPort, createCounter(), () => {
      askedByEnded += link.asked();
      links.delete(link);
    });
    links.add(link);
    opened += 1;
    mostOpen = Math.max(mostOpen, links.size);
    link.delay(lateMs);
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
  const fault = async (does: CompanionFault) => {
    // A probe may be at it still when its server is gone.
    if (closed) return;
    hangs = does === 'hang';
    lateMs = does === 'slow' ? slowMs : 0;
    if (does === 'refuse') return refuse();
    if (does === 'cut') cut();
    server ??= await listen(port, accept);
    if (closed) return refuse();
    for (const link of links) {
      link.delay(lateMs);
      hangs ? link.hold() : link.pass();
    }
  };
  return {
    port,
    faults: {
      refuse: () => fault('refuse'),
      hang: () => fault('hang'),
      slow: () => fault('slow'),
      cut: () => fault('cut'),
      serve: () => fault('serve'),
    },
    traffic: () => ({
      open: links.size,
      mostOpen,
      opened,
      asked: [...links].reduce((sum, link) => sum + link.asked(), askedByEnded),
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

function createLink(client: Socket, companionPort: number, counter: Counter, onEnd: () => void): Link {
  let companion: Socket | undefined;
  let held = true;
  let lateMs = 0;
  let over = false;
  const cut = () => {
    if (over) return;
    over = true;
    client.destroy();
    companion?.destroy();
    onEnd();
  };
  const underWay = new Set<Socket>();
  const goOn = (from: Socket) => {
    if (!held && !underWay.has(from)) from.resume();
  };
  // What comes behind waits its turn, and the end with it.
  const wait = (from: Socket, until: (over: () => void) => void) => {
    underWay.add(from);
    from.pause();
    until(() => {
      underWay.delete(from);
      goOn(from);
    });
  };
  const forward = (from: Socket, to: Socket, bytes: Buffer) => {
    if (!to.write(bytes)) wait(from, (over) => to.once('drain', over));
  };
  client.on('error', cut).once('close', cut);
  return {
    pass: () => {
      held = false;
      if (companion === undefined) {
        const opened = connect({ host, port: companionPort, noDelay: true });
        opened.on('error', cut).once('close', cut);
        client.on('data', (bytes: Buffer) => {
          counter.push(bytes);
          forward(client, opened, bytes);
        });
        client.once('end', () => opened.end());
        opened.on('data', (bytes: Buffer) => {
          if (lateMs === 0) return forward(opened, client, bytes);
          wait(opened, (over) => {
            setTimeout(() => {
              over();
              forward(opened, client, bytes);
            }, lateMs);
          });
        });
        opened.once('end', () => client.end());
        companion = opened;
      }
      goOn(client);
      goOn(companion);
    },
    delay: (ms) => {
      lateMs = ms;
    },
    hold: () => {
      held = true;
      client.pause();
      companion?.pause();
    },
    cut,
    asked: counter.count,
  };
}
