import type { Rule } from '../../runner/core/exercise.ts';
import type { Http } from '../../runner/core/tools.ts';
import { check, rule } from '../check.ts';
import { disturbed, p95Under } from '../judge/latency.ts';

interface Latency {
  readonly route: string;
  readonly budgetMs: number;
  /** Checks without which the load says nothing. */
  readonly needs: readonly string[];
  /** Makes what is read and gives its path. */
  readonly prepare: (http: Http, word: string) => Promise<string>;
}

const perSecond = 400;
const count = 200;

/** A budget on the 95th percentile of one route, under a steady load. */
export function latencyRule({ route, budgetMs, needs, prepare }: Latency): Rule {
  return rule({
    id: 'latency',
    text: `\`${route}\` answers 95 of 100 requests within ${budgetMs} ms at ${perSecond} requests a second.`,
    why: 'A slow read holds a connection, a worker and a user. The budget is wide: a debug build keeps it many times over.',
    checks: [
      check({
        id: 'answers-in-time',
        title: `${route} keeps p95 under ${budgetMs} ms at ${perSecond} requests a second`,
        hint: 'Look for a sleep, a blocking call, or a lock held across an .await in the handler and its layers.',
        runs: 'alone',
        waitsMs: (count * 1_000) / perSecond,
        needs,
        given: (draw) => ({ word: draw.word() }),
        probe: async ({ http, load }, { word }) => load.open({ path: await prepare(http, word), perSecond, count }),
        judge: (seen) => ({ p95: p95Under(seen, budgetMs) }),
        disturbed: (seen) => disturbed(seen, budgetMs),
      }),
    ],
  });
}
