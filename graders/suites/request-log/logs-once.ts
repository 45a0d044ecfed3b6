import type { ProbedCheck } from '../../../runner/core/check.ts';
import type { Draw } from '../../../runner/core/draw.ts';
import type { Finding } from '../../../runner/core/finding.ts';
import type { HttpRequest } from '../../../runner/core/tools.ts';
import { check } from '../../check.ts';
import { first, holds } from '../../judge/equal.ts';
import { type LogTexts, logAfter, onTheLog, shown, surePath } from './log-after.ts';

/** A request whose path no other one has, and the status of its answer. */
export type Logged = { readonly request: HttpRequest; readonly status: number };

/** What a line of the log holds of a request. */
export interface LogLine {
  readonly asked: (logged: Logged) => string;
  readonly tells: (line: string, logged: Logged) => boolean;
}

interface LoggedOnce extends LogTexts {
  readonly requests: (draw: Draw) => readonly Logged[];
  readonly line: LogLine;
}

/** Each request is one line on stdout, which tells all that the spec asks for. */
export function logsOnce({ requests, line: { asked, tells }, ...texts }: LoggedOnce): ProbedCheck {
  const oneLine = (lines: readonly string[], logged: Logged): Finding | undefined =>
    holds(lines.length === 1 && lines.every((line) => tells(line, logged)), `one line that holds ${asked(logged)}`, shown(lines));
  return check({
    ...texts,
    ...onTheLog,
    given: requests,
    probe: async (tools, all) => {
      const requests = all.map(({ request }) => request);
      const log = await logAfter(tools, requests);
      return requests.map((request) => log.filter((line) => line.includes(surePath(request))));
    },
    judge: (logs, all) => ({ lines: first(all.map((logged, at) => oneLine(logs[at] ?? [], logged))) }),
  });
}
