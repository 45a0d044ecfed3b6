import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { type Delays, delaysFrom, leavesAt, type Served } from './truth.ts';

// A server in a process of its own that holds each answer back as its one argument says. It prints its port, and when
// its input ends, when each request came and when its answer left. It takes each piece that comes for one request:
// those of a load have no body.
const delays: Delays = delaysFrom(process.argv[2] ?? '');
const answer = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}';
const asleep = new Int32Array(new SharedArrayBuffer(4));
const served: Served = { cameMs: [], leftMs: [] };

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => {});
  socket.on('data', async () => {
    const now = performance.now();
    const at = served.cameMs.push(now) - 1;
    const [firstAt = now] = served.cameMs;
    await until(firstAt + leavesAt(now - firstAt, delays));
    socket.write(answer);
    served.leftMs[at] = performance.now();
  });
}).listen(0, '127.0.0.1', 1_024);
await once(server, 'listening');
process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
process.stdin.resume().on('end', () => process.stdout.write(`${JSON.stringify(served)}\n`, () => process.exit()));

/** Node's timers are a millisecond too coarse for a truth: the rest is slept in tenths, and the last of it is waited out. */
async function until(at: number): Promise<void> {
  const early = at - performance.now();
  if (early > 2.2) await sleep(Math.floor(early - 1.2));
  for (let left = at - performance.now(); left > 0; left = at - performance.now()) {
    if (left < 0.3) continue;
    Atomics.wait(asleep, 0, 0, Math.min(0.1, left - 0.2));
    await nextTurn();
  }
}
