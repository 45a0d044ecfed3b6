import type { Pool } from 'undici';
import type { Sample } from '../../runner/core/answer.ts';
import { transportFailure } from '../http/send.ts';
import { outcome } from '../judge/outcome.ts';

interface Question {
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  /** From when on the answer is waited for. */
  readonly fromMs: number;
  readonly elapsed: () => number;
  readonly deadline: AbortSignal;
}

/**
 * One request of a load, until its answer has come whole. By `dispatch`, without a stream and a signal for each:
 * a load that keeps a core busy would measure itself. Throws what is neither the server's nor the network's doing.
 */
export function ask(pool: Pool, { path, headers, fromMs, elapsed, deadline }: Question): Promise<Sample> {
  return new Promise((resolve, reject) => {
    let status = 0;
    const failed = (error: unknown) => {
      if (deadline.aborted) return resolve({ ok: false, why: 'no answer before the time of the whole load was up' });
      try {
        resolve({ ok: false, why: outcome(transportFailure(error, since(fromMs, elapsed))) });
      } catch (unknown) {
        reject(unknown);
      }
    };
    if (deadline.aborted) return failed(undefined);
    pool.dispatch(
      { method: 'GET', path, headers },
      {
        onRequestStart: () => {},
        onResponseStart: (_, statusCode) => {
          status = statusCode;
        },
        onResponseData: () => {},
        onResponseEnd: () => resolve(status < 400 ? { ok: true, ms: since(fromMs, elapsed) } : { ok: false, why: `status ${status}` }),
        onResponseError: (_, error) => failed(error),
      },
    );
  });
}

export function since(fromMs: number, elapsed: () => number): number {
  return Math.max(0, Math.round((elapsed() - fromMs) * 100) / 100);
}
