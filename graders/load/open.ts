import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import type { Sample } from '../../runner/core/answer.ts';
import type { Load, LoadPlan, LoadSeen } from '../../runner/core/tools.ts';
import { pause, stopwatch } from '../clock.ts';
import type { Session } from '../session.ts';

const connections = 16;
const canaryEvery = 4;

/**
 * An open loop: arrivals are planned up front and latency counts from the due time, so a server that
 * stalls is charged for all who would have come (G. Tene, "coordinated omission").
 */
export function createLoad(session: Session): Load {
  return {
    open: async (plan) => {
      session.note({ kind: 'http', method: 'GET', path: plan.path, headers: {}, times: plan.count });
      const canary = await startCanary();
      const server = new Pool(`http://${session.host}:${session.port}`, { connections });
      const canaryPool = new Pool(canary.origin, { connections: 4 });
      try {
        return await drive(plan, server, canaryPool, session.deadline);
      } finally {
        await Promise.all([server.destroy(), canaryPool.destroy()]);
        canary.close();
      }
    },
  };
}

async function drive(plan: LoadPlan, server: Pool, canaryPool: Pool, deadline: AbortSignal): Promise<LoadSeen> {
  const elapsed = stopwatch();
  const samples: Promise<Sample>[] = [];
  const canary: Promise<Sample>[] = [];
  const sendLagMs: number[] = [];
  for (let arrival = 0; arrival < plan.count; arrival += 1) {
    const dueMs = (arrival * 1_000) / plan.perSecond;
    const early = dueMs - elapsed();
    if (early > 0.5) await pause(early, deadline);
    sendLagMs.push(Math.max(0, Math.round((elapsed() - dueMs) * 100) / 100));
    samples.push(ask(server, plan.path, dueMs, elapsed, deadline));
    if (arrival % canaryEvery === 0) canary.push(ask(canaryPool, '/', elapsed(), elapsed, deadline));
  }
  return { samples: await Promise.all(samples), canary: await Promise.all(canary), sendLagMs };
}

async function ask(pool: Pool, path: string, dueMs: number, elapsed: () => number, deadline: AbortSignal): Promise<Sample> {
  try {
    const { statusCode, body } = await pool.request({ method: 'GET', path, signal: deadline });
    await body.dump();
    if (statusCode >= 400) return { ok: false, why: `status ${statusCode}` };
    return { ok: true, ms: Math.round((elapsed() - dueMs) * 100) / 100 };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

async function startCanary(): Promise<{ origin: string; close(): void }> {
  const server = createServer((_request, response) => {
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}
