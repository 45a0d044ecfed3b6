import type { Answer } from '../../../runner/core/answer.ts';
import type { Survivor } from '../../../runner/core/check.ts';
import type { Finding } from '../../../runner/core/finding.ts';
import type { HttpRequest, Tools } from '../../../runner/core/tools.ts';
import { body } from '../../judge/body.ts';
import { holds, inTheCheck } from '../../judge/equal.ts';
import { jsonType } from '../../judge/header.ts';
import { outcome } from '../../judge/outcome.ts';
import { status } from '../../judge/status.ts';
import { errorShape } from '../errors/shape.ts';

/** What the spec gives a server, in the words of its titles. */
export const limit = '2 s';
/** A second more is the machine's. Who sets no limit of their own waits 30 s, or for ever. */
const limitMs = 3_000;
const patienceMs = 4_000;
const asks = { most: 10, pauseMs: 250 };

export const atOnceIsFine: Survivor = { mutant: '*at once', because: 'who knows sooner that there is no database may say so sooner' };

/** The same request, from a client that waits a while longer than the server may take. */
export function patiently(request: HttpRequest): HttpRequest {
  return { ...request, timeoutMs: patienceMs };
}

/** The answer is 503 with the body of an error, and comes in time. The hint is for one that does not come at all. */
export function unavailable(answer: Answer, withoutLimit: string): Finding | undefined {
  const { shape, text } = errorShape('unavailable');
  return notNow(answer, withoutLimit) ?? jsonType(answer) ?? body(answer, shape, text) ?? late(answer);
}

function notNow(answer: Answer, withoutLimit: string): Finding | undefined {
  const finding = status(answer, 503);
  if (answer.kind === 'timed-out') return inTheCheck(finding, withoutLimit);
  return answer.kind === 'answer' && answer.status < 400 ? inTheCheck(finding) : finding;
}

/** The answer comes in time, whatever it is. */
export function late(answer: Answer): Finding | undefined {
  return holds(answer.ms <= limitMs, `an answer within ${limit}`, `${outcome(answer)}, after ${Math.round(answer.ms)} ms`);
}

/** For `measure`. */
export function slowest(answers: readonly Answer[]) {
  const value = Math.max(...answers.map((answer) => (answer.kind === 'answer' ? answer.ms : Number.POSITIVE_INFINITY)));
  return [{ name: 'slowest answer', value, limit: limitMs, right: 'below', unit: 'ms' } as const];
}

/** Asks until the answer has this status, for as long as a server may take to be well again. Gives the last answer. */
export async function until({ http, pause }: Tools, request: HttpRequest, rightStatus: number): Promise<Answer> {
  let answer = await http.send(patiently(request));
  for (let [asked, waitedMs] = [1, answer.ms]; asked < asks.most && waitedMs < limitMs; asked += 1) {
    if (answer.kind === 'answer' && answer.status === rightStatus) break;
    await pause(asks.pauseMs);
    answer = await http.send(patiently(request));
    waitedMs += asks.pauseMs + answer.ms;
  }
  return answer;
}
