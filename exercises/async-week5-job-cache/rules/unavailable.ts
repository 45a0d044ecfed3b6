import {
  type Answer,
  body,
  errorShape,
  type Finding,
  first,
  type HttpRequest,
  holds,
  jsonType,
  outcome,
  type Survivor,
  status,
  type Tools,
} from '#graders';
import { inTheCheck } from './text.ts';

/** What the spec gives a server, in the words of its titles. */
export const limit = '2 s';
/** A second more is the machine's. Who sets no limit of their own waits far longer, or for ever. */
const limitMs = 3_000;
const patienceMs = 4_000;
const withoutLimit =
  'A connection without a limit waits for ever. ConnectionManagerConfig has set_response_timeout and set_connection_timeout, and set_number_of_retries, which is 6 by itself: a client waits for all of them.';
const pauseMs = 250;

export const atOnceIsFine: Survivor = { mutant: '*at once', because: 'who knows sooner that there is no Redis may say so sooner' };

/** The same request, from a client that waits a while longer than the server may take. */
export function patiently(request: HttpRequest): HttpRequest {
  return { ...request, timeoutMs: patienceMs };
}

/** The answer is 503 with the body of an error, and comes in time. */
export function unavailable(answer: Answer): Finding | undefined {
  const { shape, text } = errorShape('unavailable');
  return notNow(answer) ?? jsonType(answer) ?? body(answer, shape, text) ?? late(answer);
}

export function allUnavailable(answers: readonly Answer[]): Finding | undefined {
  return first(answers.map(unavailable));
}

function notNow(answer: Answer): Finding | undefined {
  const finding = status(answer, 503);
  if (answer.kind === 'timed-out') return inTheCheck(finding, withoutLimit);
  return answer.kind === 'answer' && answer.status < 400 ? inTheCheck(finding) : finding;
}

function late(answer: Answer): Finding | undefined {
  return holds(answer.ms <= limitMs, `an answer within ${limit}`, `${outcome(answer)}, after ${Math.round(answer.ms)} ms`);
}

/** For `measure`. */
export function slowest(answers: readonly Answer[]) {
  const value = Math.max(...answers.map((answer) => (answer.kind === 'answer' ? answer.ms : Number.POSITIVE_INFINITY)));
  return [{ name: 'slowest answer', value, limit: limitMs, right: 'below', unit: 'ms' } as const];
}

/** Asks until the answer has this status, for as long as a server may take to be well again. Gives the last answer. */
export function until(tools: Tools, request: HttpRequest, rightStatus: number): Promise<Answer> {
  return untilRight(tools, patiently(request), (answer) => answer.kind === 'answer' && answer.status === rightStatus);
}

export function untilRight({ http }: Tools, request: HttpRequest, isRight: (answer: Answer) => boolean): Promise<Answer> {
  return http.until(request, { isRight, withinMs: limitMs, pauseMs });
}
