import type { Rule } from '../../runner/core/exercise.ts';
import type { Http } from '../../runner/core/tools.ts';
import { check, rule } from '../check.ts';
import { type Budget, disturbed, latencyMeasures, p50Under, p95Under } from '../judge/latency.ts';

interface Latency {
  readonly route: string;
  readonly budget: Budget;
  /** Checks without which the load says nothing. */
  readonly needs: readonly string[];
  /** Makes what is read and gives its path. */
  readonly prepare: (http: Http, word: string) => Promise<string>;
}

const perSecond = 400;
const count = 200;

/** A budget on how soon one route answers, under a steady load. */
export function latencyRule({ route, budget, needs, prepare }: Latency): Rule {
  const { p50Ms, p95Ms } = budget;
  return rule({
    id: 'latency',
    text: `At ${perSecond} requests a second, \`${route}\` answers half of them within ${p50Ms} ms, and 95 of 100 within ${p95Ms} ms.`,
    why: 'A slow read holds a connection, a worker and a user. The budget is wide: a debug build keeps it many times over.',
    checks: [
      check({
        id: 'answers-in-time',
        title: `${route} keeps p50 under ${p50Ms} ms and p95 under ${p95Ms} ms at ${perSecond} requests a second`,
        hint: 'Look for a sleep, a blocking call, or a lock held across an .await in the handler and its layers.',
        runs: 'alone-on-failure',
        waitsMs: (count * 1_000) / perSecond,
        needs,
        given: (draw) => ({
          word: draw.word(),
          arrivals: { kind: 'poisson', perSecond, count, seed: draw.integer(1, 1_000_000) } as const,
        }),
        probe: async ({ http, load }, { word, arrivals }) => load.open({ prepare: () => prepare(http, word), arrivals }),
        judge: (seen) => ({ p50: p50Under(seen, p50Ms), p95: p95Under(seen, p95Ms) }),
        measure: (seen) => latencyMeasures(seen, budget),
        disturbed: (seen) => disturbed(seen, budget),
      }),
    ],
  });
}
