import type { Answer } from '../../runner/core/answer.ts';
import type { ProbedCheck } from '../../runner/core/check.ts';
import { check } from '../check.ts';
import { first, holds } from '../judge/equal.ts';
import { status } from '../judge/status.ts';
import { bodyIsOpen } from '../survivors.ts';
import { roundsUntil } from './rounds.ts';

interface SideBySide {
  /** How many waits one request can have. */
  readonly count: number;
  /** A path that is answered once all of these waits are over. */
  readonly path: (waitsMs: readonly number[]) => string;
  readonly hint: string;
  readonly needs: readonly string[];
}

const [leastMs, mostMs] = [380, 420];
/** Half of what each wait adds that is not begun with the others. */
const limitMs = 190;
const requests = 2;

/** The waits of one request pass at the same time, and not one after another. */
export function waitsSideBySide({ count, path, hint, needs }: SideBySide): ProbedCheck {
  return check({
    id: 'waits-side-by-side',
    title: `A request with ${count} waits of about ${(leastMs + mostMs) / 2} ms is answered at most ${limitMs} ms after the longest of them`,
    hint,
    runs: 'own',
    waitsMs: mostMs,
    needs,
    given: (draw) => ({
      waitsMs: Array.from({ length: requests }, () => Array.from({ length: count }, () => draw.integer(leastMs, mostMs))),
    }),
    probe: async (tools, { waitsMs }) => {
      const all = waitsMs.map((waits) => ({ method: 'GET', path: path(waits) }));
      return roundsUntil(
        tools,
        () => tools.http.together(all),
        (seen) => lateBy(seen, waitsMs) <= limitMs,
      );
    },
    judge: (seen, { waitsMs }) => {
      const lateMs = lateBy(seen, waitsMs);
      return {
        status: first(seen.flat().map((answer) => status(answer, 200))),
        together: holds(lateMs <= limitMs, `an answer at most ${limitMs} ms after the longest wait`, `${Math.round(lateMs)} ms after it`),
      };
    },
    measure: (seen, { waitsMs }) => [
      { name: 'after the longest wait', value: lateBy(seen, waitsMs), limit: limitMs, right: 'below', unit: 'ms' },
    ],
    survives: [bodyIsOpen, { mutant: '*at once', because: 'whether an answer waits as long as it was asked to is for another check' }],
  });
}

/** How long after its longest wait the last answer of a round came, in the best of the rounds. */
function lateBy(seen: readonly (readonly Answer[])[], waitsMs: readonly (readonly number[])[]): number {
  return Math.min(...seen.map((answers) => Math.max(...answers.map(({ ms }, at) => ms - Math.max(...(waitsMs[at] ?? []))))));
}
