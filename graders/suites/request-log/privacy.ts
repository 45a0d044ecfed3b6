import type { ProbedCheck } from '../../../runner/core/check.ts';
import type { Draw } from '../../../runner/core/draw.ts';
import type { HttpRequest } from '../../../runner/core/tools.ts';
import { check } from '../../check.ts';
import { holds } from '../../judge/equal.ts';
import { type LogTexts, logAfter, onTheLog, shown, surePath } from './log-after.ts';

interface KeptOut extends LogTexts {
  /** Requests with secrets in them besides their paths, and one after them without. */
  readonly given: (draw: Draw) => { readonly requests: readonly HttpRequest[]; readonly secrets: readonly string[] };
}

interface OneLineEach extends LogTexts {
  /** A path with a line break between two words, percent-encoded, and a request after it. */
  readonly given: (draw: Draw) => { readonly requests: readonly HttpRequest[]; readonly before: string; readonly after: string };
}

/** What is in a request besides its path is in no line. */
export function keepsOutOfTheLog({ given, ...texts }: KeptOut): ProbedCheck {
  return check({
    ...texts,
    ...onTheLog,
    given,
    probe: async (tools, { requests, secrets }) => {
      const log = await logAfter(tools, requests);
      return {
        lines: log.filter((line) => requests.some((request) => line.includes(surePath(request)))),
        telling: log.filter((line) => secrets.some((secret) => line.includes(secret))),
      };
    },
    judge: ({ lines, telling }, { requests }) => ({
      lines: holds(
        requests.every((request) => lines.some((line) => line.includes(surePath(request)))),
        'a line for each request',
        shown(lines),
      ),
      telling: holds(telling.length === 0, 'no line with a query, a header or a body', telling.join('\n')),
    }),
    survives: [{ mutant: '.lines: first line twice', because: 'another check counts the lines' }],
  });
}

/** A client cannot write a line of its own into the log. */
export function keepsARequestToOneLine({ given, ...texts }: OneLineEach): ProbedCheck {
  return check({
    ...texts,
    ...onTheLog,
    given,
    probe: async (tools, { requests, before, after }) => {
      const log = await logAfter(tools, requests);
      return {
        lines: log.filter((line) => line.includes(before)),
        forged: log.filter((line) => line.includes(after) && !line.includes(before)),
      };
    },
    judge: ({ lines, forged }, { before }) => ({
      lines: holds(lines.length === 1 && lines.every((line) => line.includes(before)), `one line with ${before}`, shown(lines)),
      forged: holds(forged.length === 0, 'no line that a client wrote', forged.join('\n')),
    }),
  });
}
