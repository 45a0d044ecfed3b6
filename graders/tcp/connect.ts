import { connect, type Socket } from 'node:net';
import type { Tcp, TcpConnection, Told } from '../../runner/core/tools.ts';
import { pause, stopwatch, within } from '../clock.ts';
import { defaultTimeoutMs, type Session } from '../session.ts';
import { follow, type Incoming } from './incoming.ts';

const exchangeTimeoutMs = 3_000;
const notedBytes = 1_024;
const floodChunkBytes = 64 * 1024;
const floodQuietMs = 300;
const retryMs = 5;
/** This machine's limits, and no doing of the server's. */
const machineFaults: readonly string[] = ['EMFILE', 'ENFILE', 'ENOBUFS', 'EADDRNOTAVAIL'];

/** The TCP half of a probe's tools. */
export function createTcp(session: Session): Tcp {
  return {
    connect: async ({ reading = true } = {}) => {
      const { host, port, deadline } = session;
      const socket = connect({ host, port, allowHalfOpen: true, noDelay: true, signal: deadline });
      if (!reading) socket.pause();
      const incoming = follow(socket, deadline);
      const fault = await within(connected(socket), defaultTimeoutMs, deadline);
      if (fault !== undefined && machineFaults.includes(fault.code ?? '')) throw fault;
      if (socket.connecting) socket.destroy(Object.assign(new Error('not accepted in time'), { code: 'ETIMEDOUT' }));
      return connection(socket, incoming, session);
    },
    refused: async (timeoutMs) => {
      const elapsed = stopwatch();
      while (elapsed() < timeoutMs && !session.deadline.aborted) {
        if (await isRefused(session)) return { refused: true, ms: elapsed() };
        await pause(retryMs, session.deadline);
      }
      return { refused: false, ms: elapsed() };
    },
  };
}

function connection(socket: Socket, incoming: Incoming, session: Session): TcpConnection {
  const note = (data: Buffer, length: number, { note, times }: Told = {}) => {
    if (times === 0) return;
    const bytes = data.subarray(0, notedBytes).toString('base64');
    session.note({ kind: 'tcp', bytes, length, ...(note === undefined ? {} : { note }), ...(times === undefined ? {} : { times }) });
  };
  const receive = (length: number, timeoutMs = defaultTimeoutMs) => {
    socket.resume();
    return incoming.until(length, timeoutMs);
  };
  let sent = 0;
  const write = (data: Buffer) => {
    sent += data.length;
    if (data.length > 0) socket.write(data);
  };
  return {
    send: async (bytes, told) => {
      const data = Buffer.from(bytes, 'base64');
      note(data, data.length, told);
      write(data);
    },
    exchange: async (parts, told, timeoutMs = exchangeTimeoutMs) => {
      const data = parts.map((part) => Buffer.from(part, 'base64'));
      const all = Buffer.concat(data);
      note(all, all.length, told);
      let stream = await receive(sent, timeoutMs);
      for (const part of data) {
        if (stream.length < sent || stream.end !== 'open') break;
        write(part);
        const { ms } = stream;
        stream = await receive(sent, timeoutMs);
        stream = { ...stream, ms: Math.max(ms, stream.ms) };
      }
      return stream;
    },
    flood: async (bytes, limit, told) => {
      const data = Buffer.from(bytes, 'base64');
      const flooded = await flood(socket, data, limit, session.deadline);
      sent += flooded;
      note(data, flooded, told);
      return flooded;
    },
    halfClose: async () => {
      if (sent === 0) note(Buffer.alloc(0), 0, { note: 'nothing is sent, and the sending side is closed (nc -N)' });
      socket.end();
    },
    reset: async () => {
      socket.resetAndDestroy();
    },
    receive,
    receiveAll: (timeoutMs) => receive(Number.POSITIVE_INFINITY, timeoutMs),
  };
}

async function flood(socket: Socket, bytes: Buffer, limit: number, deadline: AbortSignal): Promise<number> {
  // One period more than a chunk, so that a chunk can start anywhere in a period.
  const supply = Buffer.alloc(floodChunkBytes + bytes.length, bytes);
  let sent = 0;
  while (sent < limit && !socket.destroyed) {
    const from = sent % bytes.length;
    const chunk = supply.subarray(from, from + Math.min(floodChunkBytes, limit - sent));
    sent += chunk.length;
    const taken = new Promise<true>((resolve) => socket.write(chunk, () => resolve(true)));
    if ((await within(taken, floodQuietMs, deadline)) === undefined) break;
  }
  return sent;
}

function connected(socket: Socket): Promise<(Error & { code?: string }) | undefined> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(undefined));
    socket.once('error', resolve);
  });
}

async function isRefused({ host, port, deadline }: Session): Promise<boolean> {
  const socket = connect({ host, port });
  const fault = await within(connected(socket), 1_000, deadline);
  // A reset may still come for what was accepted a moment before.
  socket.on('error', () => {}).destroy();
  return fault?.code === 'ECONNREFUSED';
}
