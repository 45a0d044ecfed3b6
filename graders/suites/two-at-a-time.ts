import type { Answer } from '../../runner/core/answer.ts';
import type { ProbedCheck } from '../../runner/core/check.ts';
import type { Draw } from '../../runner/core/draw.ts';
import type { HttpRequest } from '../../runner/core/tools.ts';
import { check } from '../check.ts';
import { first, holds } from '../judge/equal.ts';
import { status } from '../judge/status.ts';
import { bodyIsOpen } from '../survivors.ts';
import { roundsUntil } from './rounds.ts';

interface TwoAtATime {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  /** For an answer that comes too early. */
  readonly earlyHint: string;
  readonly needs: readonly string[];
  readonly waitsMs: number;
  /** Requests that are sent together, and what their waits add up to. */
  readonly given: (draw: Draw) => {
    readonly requests: readonly HttpRequest[];
    /** Before that no answer can be there. */
    readonly eachMs: number;
    /** All waits, two at any moment: before that the last answer cannot be there. Who does not share them needs 380 ms more at least. */
    readonly fromMs: number;
  };
}

/** Clocks differ by so much. */
const earlyMs = 2;
/** Half of what one adds who works alone. */
const lateMs = 190;

/** Waits that are shared by two: sooner than one could, and no sooner than two can. */
export function waitsTwoAtATime({ given, earlyHint, ...texts }: TwoAtATime): ProbedCheck {
  return check({
    ...texts,
    runs: 'own',
    given,
    probe: (tools, { requests, fromMs }) =>
      roundsUntil(
        tools,
        () => tools.http.together(requests),
        (seen) => quickest(seen) <= fromMs + lateMs,
      ),
    judge: (seen, { eachMs, fromMs }) => {
      const toMs = Math.floor(fromMs + lateMs);
      const early = seen.flat().some(({ ms }) => ms < eachMs - earlyMs) || seen.some((answers) => last(answers) < fromMs - earlyMs);
      return {
        status: first(seen.flat().map((answer) => status(answer, 200))),
        early: holds(!early, `the last answer after ${fromMs} ms or more`, `after ${quickest(seen)} ms`, earlyHint),
        late: holds(quickest(seen) <= toMs, `the last answer within ${toMs} ms`, `after ${quickest(seen)} ms`),
      };
    },
    // Who is too early shares nothing, and is not late.
    measure: (seen, { fromMs }) => {
      const value = quickest(seen) - fromMs;
      return value < -earlyMs ? [] : [{ name: 'after two could be done', value, limit: lateMs, right: 'below', unit: 'ms' }];
    },
    survives: [bodyIsOpen],
  });
}

function last(answers: readonly Answer[]): number {
  return Math.max(...answers.map(({ ms }) => ms));
}

/** How soon the last answer of a round came, in the best of the rounds. */
function quickest(seen: readonly (readonly Answer[])[]): number {
  return Math.min(...seen.map(last));
}
