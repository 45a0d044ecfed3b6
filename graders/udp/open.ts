import { createSocket, type Socket } from 'node:dgram';
import type { Udp } from '../../runner/core/tools.ts';
import { stopwatch, within } from '../clock.ts';
import type { Session } from '../session.ts';

const tries = 5;
const answerTimeoutMs = 400;
const notedBytes = 1_024;

/** The UDP half of a probe's tools: one sender for each `open`. */
export function createUdp(session: Session): Udp {
  return {
    open: async () => {
      const received: string[] = [];
      let port = await openPort(session, received);
      return {
        ask: async (bytes, told = {}) => {
          const datagram = Buffer.from(bytes, 'base64');
          const { note, times } = told;
          const noted = datagram.subarray(0, notedBytes).toString('base64');
          if (times !== 0) session.note({ kind: 'udp', bytes: noted, length: datagram.length, ...(note === undefined ? {} : { note }) });
          const elapsed = stopwatch();
          const answer = port.next();
          let sent = 0;
          let got: string | undefined;
          while (got === undefined && sent < tries && !session.deadline.aborted) {
            port.socket.send(datagram, () => {});
            sent += 1;
            got = await within(answer, answerTimeoutMs, session.deadline);
          }
          const { refused } = port;
          // What still comes for a copy comes to the old port, and answers nothing that is asked later.
          if (sent > 1 && !session.deadline.aborted) port = await openPort(session, received);
          return got === undefined
            ? { kind: 'none', sent, refused: refused(), ms: elapsed() }
            : { kind: 'answer', bytes: got, ms: elapsed() };
        },
        received: () => [...received],
      };
    },
  };
}

interface Port {
  readonly socket: Socket;
  /** The next datagram that comes to this port. */
  next(): Promise<string>;
  refused(): boolean;
}

async function openPort({ host, port, deadline }: Session, received: string[]): Promise<Port> {
  const socket = createSocket({ type: 'udp4', signal: deadline });
  let refused = false;
  let wake = (_bytes: string) => {};
  socket.on('error', (error: Error & { code?: string }) => {
    if (error.code === 'ECONNREFUSED') refused = true;
  });
  socket.on('message', (message) => {
    const bytes = message.toString('base64');
    received.push(bytes);
    wake(bytes);
  });
  if (!deadline.aborted) await new Promise<void>((resolve) => socket.connect(port, host, resolve));
  return {
    socket,
    next: () =>
      new Promise((resolve) => {
        wake = resolve;
      }),
    refused: () => refused,
  };
}
