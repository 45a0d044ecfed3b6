import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Sample } from '../../runner/core/answer.ts';
import type { LoadPlan, LoadSeen } from '../../runner/core/tools.ts';
import { startCanary } from './canary.ts';
import { drive } from './drive.ts';

const stallMs = 300;

test('a stall is charged to everybody who was due while it lasted', async () => {
  let stalledUntil: number | undefined;
  const seen = await load({ kind: 'fixed', perSecond: 200, count: 120 }, (_, response) => {
    stalledUntil ??= performance.now() + stallMs;
    setTimeout(() => response.end('{}'), stalledUntil - performance.now());
  });
  const due = (stallMs * 200) / 1_000;
  const [first, middle] = [millis(seen.samples[0]), millis(seen.samples[due / 2])];
  expect(first).toBeGreaterThanOrEqual(stallMs - 1);
  // Who comes half-way through waits half as long, although nobody before had an answer yet.
  expect(middle / first).toBeGreaterThan(0.4);
  expect(middle / first).toBeLessThan(0.7);
  expect(seen.samples.every(({ ok }) => ok)).toBe(true);
});

test('no request waits in the client for the answers of others', async () => {
  const count = 150;
  const held: (() => void)[] = [];
  // Answers nobody until everybody has come: with fewer connections than requests this never ends.
  const seen = await load({ kind: 'fixed', perSecond: 1_000, count }, (_, response) => {
    held.push(() => response.end('{}'));
    if (held.length === count) for (const answer of held) answer();
  });
  expect(seen.samples.filter(({ ok }) => !ok)).toEqual([]);
});

test('what the server does wrong is a sample that says why', async () => {
  let asked = 0;
  const seen = await load({ kind: 'fixed', perSecond: 200, count: 4 }, (request, response) => {
    asked += 1;
    if (asked === 1) response.writeHead(503).end();
    else if (asked === 2) request.socket.resetAndDestroy();
    else if (asked === 3) {
      response.writeHead(200, { 'content-length': 10 }).write('{}');
      setImmediate(() => request.socket.destroy());
    } else response.end('{}');
  });
  const why = seen.samples.map((sample) => (sample.ok ? 'ok' : sample.why));
  expect(why).toEqual(['status 503', expect.stringContaining('reset'), expect.stringMatching(/closed|not HTTP/), 'ok']);
});

test('nothing that listens is refused, sample by sample', async () => {
  const seen = await loadAt('http://127.0.0.1:1', { path: '/', arrivals: { kind: 'fixed', perSecond: 500, count: 3 } });
  expect(seen.samples).toEqual(Array(3).fill({ ok: false, why: expect.stringContaining('refused') }));
  expect(seen.canary.every(({ ok }) => ok)).toBe(true);
});

test('a fault of the generator is thrown, and blamed on nobody', async () => {
  const plan: LoadPlan = { path: 'not a path', arrivals: { kind: 'fixed', perSecond: 500, count: 3 } };
  await expect(loadAt('http://127.0.0.1:1', plan)).rejects.toThrow('path');
});

test('once the time of the probe is up, what has no answer yet has none', async () => {
  const over = new AbortController();
  const seen = await load({ kind: 'fixed', perSecond: 100, count: 20 }, () => over.abort(), over.signal);
  expect(seen.samples).toHaveLength(20);
  expect(seen.samples.every(({ ok }) => !ok)).toBe(true);
});

test('requests that leave late say so, and their latency includes it', async () => {
  let blocked = false;
  const seen = await load({ kind: 'fixed', perSecond: 200, count: 60 }, (_, response) => {
    response.end('{}');
    if (blocked) return;
    blocked = true;
    // The load and this server share a thread: nothing leaves meanwhile.
    const start = performance.now();
    while (performance.now() - start < stallMs / 2);
  });
  const latest = Math.max(...seen.sendLagMs);
  const at = seen.sendLagMs.indexOf(latest);
  expect(latest).toBeGreaterThan(stallMs / 4);
  expect(millis(seen.samples[at])).toBeGreaterThanOrEqual(latest);
});

async function load(arrivals: LoadPlan['arrivals'], listener: RequestListener, deadline?: AbortSignal): Promise<LoadSeen> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  return loadAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { path: '/', arrivals }, deadline);
}

async function loadAt(origin: string, plan: LoadPlan, deadline = new AbortController().signal): Promise<LoadSeen> {
  const canary = await startCanary();
  onTestFinished(canary.stop);
  return drive(plan, origin, canary.origin, deadline);
}

function millis(sample: Sample | undefined): number {
  return sample?.ok ? sample.ms : Number.NaN;
}
