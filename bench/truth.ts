import * as z from 'zod/mini';
import type { Sample } from '../runner/core/answer.ts';

/** A server whose every answer is known: held back by `delayMs`, and during the stall until it is over. */
export type Delays = z.infer<typeof Delays>;

const Delays = z.object({
  delayMs: z.number(),
  stall: z.optional(z.object({ afterMs: z.number(), forMs: z.number() })),
});

export function delaysFrom(text: string): Delays {
  return Delays.parse(JSON.parse(text));
}

/** When the answer leaves to a request that came at `cameMs`, counted from the first request. */
export function leavesAt(cameMs: number, { delayMs, stall }: Delays): number {
  const leaves = cameMs + delayMs;
  if (stall === undefined) return leaves;
  const over = stall.afterMs + stall.forMs;
  return leaves >= stall.afterMs && leaves < over ? over : leaves;
}

/** When each request came to the server and when its answer left, in the order in which they came. */
export type Served = z.infer<typeof Served>;

const Served = z.object({ cameMs: z.array(z.number()), leftMs: z.array(z.number()) });

export function servedFrom(text: string): Served {
  return Served.parse(JSON.parse(text));
}

/** What would be right if neither the machine nor the server took any time of their own. */
export function setSamples(dueMs: readonly number[], delays: Delays): readonly Sample[] {
  const first = dueMs[0] ?? 0;
  return dueMs.map((ms) => ({ ok: true, ms: leavesAt(ms - first, delays) - (ms - first) }));
}

/**
 * What really was right: from when each request was due until its answer left, by the server's own clock. The plan is
 * laid where it fits that clock best, since half of the requests come a little early and half a little late.
 */
export function trueSamples(dueMs: readonly number[], { cameMs, leftMs }: Served): readonly Sample[] {
  const starts = dueMs.map((ms, at) => (cameMs[at] ?? Number.NaN) - ms).sort((a, b) => a - b);
  const start = starts[Math.floor(starts.length / 2)] ?? Number.NaN;
  return dueMs.map((ms, at) => ({ ok: true, ms: (leftMs[at] ?? Number.NaN) - start - ms }));
}

/** Within 1 ms or 5 %, whichever is larger. */
export function isTrue(seenMs: number, rightMs: number): boolean {
  return Math.abs(seenMs - rightMs) <= Math.max(1, 0.05 * rightMs);
}
