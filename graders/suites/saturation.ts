import type { Answer } from '../../runner/core/answer.ts';
import type { ProbedCheck } from '../../runner/core/check.ts';
import type { Draw } from '../../runner/core/draw.ts';
import type { Saturation, Tools } from '../../runner/core/tools.ts';
import { check } from '../check.ts';
import { first } from '../judge/equal.ts';
import { status } from '../judge/status.ts';
import { bodyIsOpen } from '../survivors.ts';

interface Saturated {
  /** What takes a moment, so that all who ask for it are there at once. */
  readonly path: (draw: Draw) => string;
  /** What is answered at once, if it is let in. */
  readonly quickPath: (draw: Draw) => string;
  readonly hint: string;
  readonly needs: readonly string[];
}

const connections = 128;
const forMs = 200;
/** Clients beside them, who come again and again at moments of their own. */
const others = 16;
const pauseMs = 7;

/** More than a server can take slows it down, and loses no request. */
export function losesNothingWhenSaturated({ path, quickPath, hint, needs }: Saturated): ProbedCheck {
  return check({
    id: 'loses-nothing-when-saturated',
    title: `While ${connections} clients ask again as soon as they are answered, others are answered as well, and GET /health after them`,
    hint,
    runs: 'alone',
    waitsMs: forMs,
    needs,
    given: (draw) => ({ plan: { path: path(draw), connections, forMs }, quick: quickPath(draw) }),
    probe: async (tools, { plan, quick }) => {
      const saturated = tools.load.saturate(plan);
      const asked = await askMeanwhile(tools, quick, saturated);
      return { load: await saturated, asked, health: await tools.http.get('/health') };
    },
    // The load's own count is not judged: autocannon takes some framings that HTTP allows for losses.
    judge: ({ asked, health }: Seen) => ({ lost: first(asked.map((answer) => status(answer, 200))), health: status(health, 200) }),
    survives: [bodyIsOpen, { mutant: '.load: *', because: 'the load is what the others are asked beside' }],
  });
}

interface Seen {
  readonly load: Saturation;
  readonly asked: readonly Answer[];
  readonly health: Answer;
}

/** Their answers in the first round that was not all well, else in the last one. */
async function askMeanwhile({ http, pause }: Tools, path: string, saturated: Promise<unknown>): Promise<readonly Answer[]> {
  const requests = Array.from({ length: others }, () => ({ method: 'GET', path }));
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  saturated.then(over, over);
  for (;;) {
    const asked = await http.together(requests);
    if (isOver || asked.some((answer) => answer.kind !== 'answer' || answer.status !== 200)) return asked;
    await pause(pauseMs);
  }
}
