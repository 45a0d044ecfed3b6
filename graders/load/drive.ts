import { Pool } from 'undici';
import type { Sample } from '../../runner/core/answer.ts';
import type { LoadPlan, LoadSeen } from '../../runner/core/tools.ts';
import { stopwatch } from '../clock.ts';
import { defaultTimeoutMs } from '../session.ts';
import { dueTimes } from './arrivals.ts';
import { ask, since } from './ask.ts';
import { nearly } from './due.ts';

/** The canary is asked once for so many requests, half-way between two of them. */
const canaryEvery = 4;
const warmUps = 20;

interface Headers {
  readonly [name: string]: string;
}

interface Arrival {
  readonly to: 'server' | 'canary';
  readonly dueMs: number;
}

/**
 * An open loop: arrivals are planned up front and latency counts from the due time, so a server that
 * stalls is charged for all who would have come (G. Tene, "coordinated omission").
 */
export async function drive(
  plan: LoadPlan,
  origin: string,
  canaryOrigin: string,
  deadline: AbortSignal,
  headers: Headers = {},
): Promise<LoadSeen> {
  const pools = { server: openPool(origin), canary: openPool(canaryOrigin) };
  const destroy = () => Promise.all([pools.server.destroy(), pools.canary.destroy()]);
  deadline.addEventListener('abort', destroy, { once: true });
  try {
    return await openLoop(plan, pools, headers, deadline);
  } finally {
    deadline.removeEventListener('abort', destroy);
    await destroy();
  }
}

/** Asks a server of kata's own, so that the client is compiled before it is used in earnest. */
export async function warmUp(origin: string): Promise<void> {
  const pool = openPool(origin);
  const { signal } = new AbortController();
  const elapsed = stopwatch();
  for (let sent = 0; sent < warmUps; sent += 1) await ask(pool, { path: '/', headers: {}, fromMs: elapsed(), elapsed, deadline: signal });
  await pool.destroy();
}

async function openLoop(
  plan: LoadPlan,
  pools: { readonly [to in Arrival['to']]: Pool },
  headers: Headers,
  deadline: AbortSignal,
): Promise<LoadSeen> {
  const paths = { server: plan.path, canary: '/' };
  const asked = { server: [] as Promise<Sample>[], canary: [] as Promise<Sample>[] };
  const sendLagMs: number[] = [];
  const arrivals = inTurn(dueTimes(plan.arrivals));
  const elapsed = stopwatch();
  for (const { to, dueMs } of arrivals) {
    await nearly(dueMs, elapsed, deadline);
    if (to === 'server') sendLagMs.push(since(dueMs, elapsed));
    // One that leaves a little early waits from then on.
    const sample = ask(pools[to], { path: paths[to], headers, fromMs: Math.min(dueMs, elapsed()), elapsed, deadline });
    // Whoever waits for all of them below is told; until then nobody listens.
    sample.catch(() => {});
    asked[to].push(sample);
  }
  return { samples: await Promise.all(asked.server), canary: await Promise.all(asked.canary), sendLagMs };
}

/** As many connections as there are requests under way: none waits in the client for another one's answer. */
function openPool(origin: string): Pool {
  return new Pool(origin, {
    connections: null,
    pipelining: 1,
    keepAliveTimeout: 60_000,
    headersTimeout: defaultTimeoutMs,
    bodyTimeout: defaultTimeoutMs,
    connect: { timeout: defaultTimeoutMs },
  });
}

function inTurn(dues: readonly number[]): readonly Arrival[] {
  return dues.flatMap((dueMs, at): readonly Arrival[] => {
    const next = dues[at + 1];
    const served: Arrival = { to: 'server', dueMs };
    return at % canaryEvery === 0 && next !== undefined ? [served, { to: 'canary', dueMs: (dueMs + next) / 2 }] : [served];
  });
}
