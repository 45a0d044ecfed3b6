import { type Answer, body, type Draw, type Finding, field, holds, parsed, status, type Tools, z } from '#graders';

const Ticks = z.object({ ticks: z.int() });
/** A tick that was under way when the race was lost has been counted by then, on a busy machine too. */
const settleMs = 20;
export const stillMs = 150;
export const watchedMs = settleMs + stillMs;
/** Work that goes on counts some 15 meanwhile. */
const mostTicks = 2;

export const dropHint =
  'select! drops the future that lost, and with it the work. Work in tokio::spawn runs on when its JoinHandle is dropped: await the future itself, or abort the task.';

export const tickMs = 10;

export function racePath(workMs: number, limitMs: number): string {
  return `/race?work=${workMs}&limit=${limitMs}`;
}

/** A limit, or a work, that is not reached. */
export function farAway(draw: Draw): number {
  return draw.integer(4_500, 4_990);
}

/** The answer tells how many ticks there are. */
export function ticks(answer: Answer): Finding | undefined {
  return status(answer, 200) ?? body(answer, Ticks, '{"ticks": <an integer>}');
}

export function ticksIn(answer: Answer): number {
  return Number(field(parsed(answer), 'ticks'));
}

/** The counter, twice, with some time in between. */
export async function watchTicks({ http, pause }: Tools): Promise<readonly [Answer, Answer]> {
  await pause(settleMs);
  const before = await http.get('/ticks');
  await pause(stillMs);
  return [before, await http.get('/ticks')];
}

export function standsStill([before, after]: readonly [Answer, Answer]): Finding | undefined {
  const grown = ticksIn(after) - ticksIn(before);
  return (
    ticks(before) ??
    ticks(after) ??
    holds(
      grown >= 0 && grown <= mostTicks,
      `the same ticks ${stillMs} ms later`,
      `${grown > 0 ? 'more' : 'fewer'} ticks: ${ticksIn(before)}, then ${ticksIn(after)}`,
      dropHint,
    )
  );
}
