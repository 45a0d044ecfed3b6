import type { Answer, Sample } from '../../runner/core/answer.ts';
import type { ProbedCheck, Survivor } from '../../runner/core/check.ts';
import type { Draw } from '../../runner/core/draw.ts';
import type { Finding } from '../../runner/core/finding.ts';
import type { Json } from '../../runner/core/json.ts';
import { percentile } from '../../runner/core/percentile.ts';
import type { HttpRequest } from '../../runner/core/tools.ts';
import { check } from '../check.ts';
import { holds } from '../judge/equal.ts';
import { outcome } from '../judge/outcome.ts';
import { bodyIsOpen } from '../survivors.ts';

interface Waiting {
  /** How the route is asked to wait, in the words of a title. */
  readonly asked: (waitMs: number) => string;
  /** A path that is answered after `waitMs`. */
  readonly path: (draw: Draw, waitMs: number) => string;
  /** What is posted there, where the route takes a body. */
  readonly json?: (draw: Draw, waitMs: number) => Json;
  readonly hint: string;
  readonly needs: readonly string[];
}

/** 32 for each of the two worker threads. */
const atOnce = 64;
/** All at once take about one wait if nothing blocks, five where the cores are over-committed, and 32 if each blocks its thread. */
const wait = { ms: 250, limitMs: 2_500 };
const earlyIsOpen: Survivor = { mutant: '*at once', because: 'whether an answer waits as long as it was asked to is for another check' };

/** Many requests that wait do so at the same time. */
export function waitsWithoutBlocking({ asked, hint, needs, ...route }: Waiting): ProbedCheck {
  return check({
    id: 'waits-without-blocking',
    title: `${atOnce} requests at once with ${asked(wait.ms)} are all answered within ${wait.limitMs} ms`,
    hint,
    runs: 'alone-on-failure',
    waitsMs: wait.ms,
    needs,
    given: (draw) => manyOf(route, draw, wait.ms, 2 * wait.limitMs),
    probe: ({ http }, requests) => http.together(requests),
    judge: (answers) => ({ together: allWithin(answers, wait.limitMs) }),
    survives: [bodyIsOpen, earlyIsOpen],
    measure: (answers) => {
      const samples = answers.map(sampleOf);
      return [{ name: 'last answer', value: percentile(samples, 100), limit: wait.limitMs, right: 'below', unit: 'ms', samples }];
    },
  });
}

// A right server is asked and done long before; only a wrong one makes the probe wait.
const live = { ms: 4_000, limitMs: 1_500, asks: 3, pauseMs: 50 };

/** What waits holds nobody up: /health is answered meanwhile, as ever. */
export function answersHealthMeanwhile({ asked, hint, needs, ...route }: Waiting): ProbedCheck {
  return check({
    id: 'answers-health-meanwhile',
    title: `GET /health is answered within ${live.limitMs} ms while ${atOnce} requests with ${asked(live.ms)} wait`,
    hint,
    runs: 'own',
    waitsMs: live.asks * live.pauseMs,
    needs,
    given: (draw) => manyOf(route, draw, live.ms, 2 * live.ms),
    probe: async ({ http, pause }, requests) => {
      const ask = async () => {
        const answers: Answer[] = [];
        for (let asked = 0; asked < live.asks; asked += 1) {
          await pause(live.pauseMs);
          answers.push(await http.send({ method: 'GET', path: '/health', timeoutMs: 2 * live.ms }));
        }
        return answers;
      };
      const slow = http.together(requests);
      // What still waits when /health has been answered ends with the probe.
      return Promise.race([ask(), slow.then(() => new Promise<never>(() => {}))]);
    },
    judge: (answers) => ({ health: allWithin(answers, live.limitMs) }),
    survives: [bodyIsOpen, earlyIsOpen],
    measure: (answers) => {
      const slowest = percentile(answers.map(sampleOf), 100);
      return [{ name: 'slowest /health', value: slowest, limit: live.limitMs, right: 'below', unit: 'ms' }];
    },
  });
}

function manyOf({ path, json }: Pick<Waiting, 'path' | 'json'>, draw: Draw, waitMs: number, timeoutMs: number): readonly HttpRequest[] {
  return Array.from({ length: atOnce }, () => {
    const request = { path: path(draw, waitMs), timeoutMs };
    if (json === undefined) return { method: 'GET', ...request };
    return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(json(draw, waitMs)), ...request };
  });
}

function allWithin(answers: readonly Answer[], limitMs: number): Finding | undefined {
  const lost = answers.find((answer) => !sampleOf(answer).ok);
  if (lost !== undefined) return { expected: [`the last answer within ${limitMs} ms`], actual: outcome(lost) };
  const slowest = Math.max(...answers.map(({ ms }) => ms));
  return holds(slowest <= limitMs, `the last answer within ${limitMs} ms`, `the last answer after ${Math.round(slowest)} ms`);
}

function sampleOf(answer: Answer): Sample {
  return answer.kind === 'answer' && answer.status === 200 ? { ok: true, ms: answer.ms } : { ok: false, why: outcome(answer) };
}
