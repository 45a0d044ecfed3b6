import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Stream, StreamEnd } from '../../runner/core/answer.ts';
import { createMoment } from '../../runner/core/moment.ts';
import { stopwatch, within } from '../clock.ts';

const keptBytes = 16 * 1024;
const endOfError: { readonly [code: string]: StreamEnd } = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timed-out',
  ABORT_ERR: 'timed-out',
};

/** What a socket receives and how it ends, from the moment it is made. */
export interface Incoming {
  /** The stream so far, once it has `length` bytes or has ended, or time is up. */
  until(length: number, timeoutMs: number): Promise<Stream>;
  end(): StreamEnd;
}

/** Takes in what comes as it comes, so that a server which echoes much is never kept waiting by what is still being sent. */
export function follow(socket: Socket, deadline: AbortSignal): Incoming {
  const hash = createHash('sha256');
  const kept: Buffer[] = [];
  const waiting = new Set<() => void>();
  let length = 0;
  let end: StreamEnd = 'open';
  const tell = () => {
    for (const come of waiting) come();
  };
  const ended = (how: StreamEnd) => {
    if (end === 'open') end = how;
    tell();
  };
  socket.on('data', (chunk) => {
    if (length < keptBytes) kept.push(chunk.subarray(0, keptBytes - length));
    length += chunk.length;
    hash.update(chunk);
    tell();
  });
  socket.on('end', () => ended('closed'));
  socket.on('error', ({ code = '' }: Error & { code?: string }) => ended(endOfError[code] ?? 'reset'));
  socket.on('close', () => ended('closed'));
  const news = async (timeoutMs: number) => {
    const { here, come } = createMoment();
    waiting.add(come);
    await within(here, timeoutMs, deadline);
    waiting.delete(come);
  };
  return {
    until: async (wanted, timeoutMs) => {
      const waited = stopwatch();
      while (length < wanted && end === 'open' && waited() < timeoutMs && !deadline.aborted) await news(timeoutMs - waited());
      const bytes = Buffer.concat(kept).toString('base64');
      return { bytes, length, sha256: hash.copy().digest('hex'), end, ms: waited() };
    },
    end: () => end,
  };
}
