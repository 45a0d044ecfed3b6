import type { ProbedCheck } from '../../../runner/core/check.ts';
import type { Finding } from '../../../runner/core/finding.ts';
import { check } from '../../check.ts';
import { first, holds } from '../../judge/equal.ts';
import { logField } from '../../judge/log-field.ts';
import { type LogTexts, logAfter, onTheLog, shown, surePath } from './log-after.ts';

interface Latency extends LogTexts {
  /** A path with this name in it, which no other one has, that is answered after so many ms. */
  readonly path: (name: string, waitMs: number) => string;
}

const longMs = 120;
/** A line may be written a moment after the client has its answer, and on a busy machine a moment is long. */
const laterMs = 250;

/** The field `latency_ms` of a line lies between what a request waits for and what its client measured. */
export function tellsTheLatency({ path, ...texts }: Latency): ProbedCheck {
  return check({
    ...texts,
    ...onTheLog,
    given: (draw) => ({
      asked: [draw.integer(0, 5), draw.integer(longMs, longMs + 40)].map((ms) => ({ ms, path: path(`${draw.word()}${draw.word()}`, ms) })),
    }),
    probe: async (tools, { asked }) => {
      const seen: { readonly clientMs: number; readonly lines: readonly string[] }[] = [];
      for (const { path } of asked) {
        const request = { method: 'GET', path };
        const start = performance.now();
        const log = await logAfter(tools, [request]);
        seen.push({ clientMs: Math.round(performance.now() - start), lines: log.filter((line) => line.includes(surePath(request))) });
      }
      return seen;
    },
    judge: (seen, { asked }) => ({
      latency: first(seen.map(({ clientMs, lines }, at) => between(lines, asked[at]?.ms ?? 0, clientMs + laterMs))),
    }),
    survives: [
      { mutant: '*.clientMs: *', because: 'it is the grader’s own clock' },
      { mutant: '*first line twice', because: 'another check counts the lines' },
    ],
  });
}

function between(lines: readonly string[], fromMs: number, toMs: number): Finding | undefined {
  const told = Number(logField(lines[0] ?? '', 'latency_ms'));
  return holds(told >= fromMs - 1 && told <= toMs, `latency_ms from ${fromMs} to what the client measured`, shown(lines));
}
