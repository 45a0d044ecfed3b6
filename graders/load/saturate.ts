import type { Options, Result } from 'autocannon';
import type { Saturation, SaturationPlan } from '../../runner/core/tools.ts';
import { transportFailure } from '../http/send.ts';
import { outcome } from '../judge/outcome.ts';

/** Often enough that a short run does not end a whole second late. */
const sampleMs = 50;

/**
 * As many requests as the server takes: each connection asks again as soon as it was answered. What comes of it is
 * throughput and what was lost; autocannon's latencies are whole milliseconds, and are no part of it.
 */
export async function saturate(
  { path, connections, forMs }: SaturationPlan,
  origin: string,
  headers: { readonly [name: string]: string } = {},
): Promise<Saturation> {
  // Only who saturates has to load it.
  const { default: autocannon } = await import('autocannon');
  const failures = new Map<string, { readonly error: unknown; count: number }>();
  const clients: { asked: number; answered: number }[] = [];
  const options: Options = {
    url: origin + path,
    headers,
    connections,
    duration: forMs / 1_000,
    sampleInt: sampleMs,
    // It has no word for a connection that was closed without an answer: it connects again and asks once more.
    setupClient: (client) => {
      const seen = { asked: 0, answered: 0 };
      clients.push(seen);
      const events: NodeJS.EventEmitter = client;
      events.on('request', () => (seen.asked += 1));
      events.on('response', () => (seen.answered += 1));
    },
  };
  const seen = await new Promise<Result>((resolve, reject) => {
    autocannon(options, (error, result) => (error === null ? resolve(result) : reject(error))).on('reqError', (error: Error) => {
      const failure = failures.get(error.message) ?? { error, count: 0 };
      failure.count += 1;
      failures.set(error.message, failure);
    });
  });
  const { duration, statusCodeStats = {}, '2xx': answered } = seen;
  // Throws what is this machine's doing.
  const failed = [...failures.values()].map(({ error, count }) => ({ why: outcome(transportFailure(error, forMs)), count }));
  const refused = Object.entries(statusCodeStats).map(([status, { count = 0 }]) => ({ why: `status ${status}`, count }));
  // One request of each connection is under way when the time is up.
  const unanswered = clients.reduce((sum, client) => sum + Math.max(0, client.asked - client.answered - 1), 0);
  const closed = { why: outcome({ kind: 'closed', ms: forMs }), count: unanswered - failed.reduce((sum, { count }) => sum + count, 0) };
  return {
    answered,
    perSecond: Math.round(answered / duration),
    lost: [...refused.filter(({ why }) => !why.startsWith('status 2')), ...failed, closed].filter(({ count }) => count > 0),
  };
}
