import {
  type Answer,
  body,
  type Finding,
  field,
  type Http,
  type HttpRequest,
  holds,
  type Json,
  json,
  jsonType,
  parsed,
  status,
  type Tools,
  z,
} from '#graders';
import { inTheCheck, wordsOf } from './text.ts';

const id = z.string().check(z.minLength(1));
const Queued = z.object({ id, status: z.literal('queued') });
const queuedText = '{"id": <a string>, "status": "queued"}';

/** The list in Redis that the spec names. */
export const doneList = 'jobs:done';
const pollMs = 50;

export function postJob(text: string): HttpRequest {
  return {
    method: 'POST',
    path: '/jobs',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
    timeoutMs: 4_000,
  };
}

export function getJob(jobId: Json | undefined): HttpRequest {
  return { method: 'GET', path: `/jobs/${encodeURIComponent(String(jobId))}`, timeoutMs: 4_000 };
}

/** Posts jobs one after the other and gives their ids, null where there is none. */
export async function postJobs(http: Http, texts: readonly string[]): Promise<readonly Json[]> {
  const ids: Json[] = [];
  for (const text of texts) ids.push(idOf(await http.send(postJob(text))));
  return ids;
}

export function idOf(answer: Answer): Json {
  return field(parsed(answer), 'id') ?? null;
}

export function statusOf(answer: Answer): string {
  return String(field(parsed(answer), 'status'));
}

/** The answer is 202 with a new job. */
export function accepted(answer: Answer): Finding | undefined {
  return status(answer, 202) ?? jsonType(answer) ?? body(answer, Queued, queuedText);
}

/** The answer tells of this job that it is done, and what came of it. */
export function done(answer: Answer, jobId: Json, text: string): Finding | undefined {
  return status(answer, 200) ?? jsonType(answer) ?? inTheCheck(json(answer, { id: jobId, status: 'done', words: wordsOf(text) }));
}

/** Asks for a job until its status is this one, or time is up. Gives the last answer. */
export function untilJob({ http }: Tools, jobId: Json, rightStatus: 'running' | 'done', withinMs: number): Promise<Answer> {
  const isRight = (answer: Answer) => [rightStatus, 'done'].includes(statusOf(answer));
  return http.until(getJob(jobId), { isRight, withinMs, pauseMs: pollMs });
}

/** What is in the list of what is done, once that many are or time is up. */
export async function untilDone({ redis, pause }: Tools, count: number, withinMs: number): Promise<readonly Json[]> {
  const end = performance.now() + withinMs;
  for (;;) {
    const list = await doneNow(redis);
    if (list.length >= count || performance.now() > end) return list;
    await pause(pollMs);
  }
}

export async function doneNow(redis: Tools['redis']): Promise<readonly Json[]> {
  const list = await redis.command('lrange', doneList, 0, -1).catch(() => null);
  return Array.isArray(list) ? list : [];
}

/** Each of these jobs is in the list of what is done, and just once. */
export function eachOnce(list: readonly Json[], ids: readonly Json[]): Finding | undefined {
  const counts = ids.map((one) => list.filter((other) => other === one).length);
  const [never, often] = [counts.filter((count) => count === 0).length, counts.filter((count) => count > 1).length];
  const seen = [`${ids.length - never - often} of ${ids.length} once`, ...said(never, 'never'), ...said(often, 'more than once')].join(
    ', ',
  );
  const right = never === 0 && often === 0 && list.length === ids.length;
  const strangers = list.length - counts.reduce((sum, count) => sum + count, 0);
  return holds(
    right,
    `each of ${ids.length} jobs once in ${doneList}`,
    strangers === 0 ? seen : `${seen}, and ${strangers} that no job has`,
  );
}

function said(count: number, often: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${often}`];
}
