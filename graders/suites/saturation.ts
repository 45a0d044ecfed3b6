import type { Answer } from '../../runner/core/answer.ts';
import type { ProbedCheck } from '../../runner/core/check.ts';
import type { Draw } from '../../runner/core/draw.ts';
import type { Http, Saturation } from '../../runner/core/tools.ts';
import { check } from '../check.ts';
import { first } from '../judge/equal.ts';
import { status } from '../judge/status.ts';
import { bodyIsOpen } from '../survivors.ts';

interface Saturated {
  readonly path: (draw: Draw) => string;
  readonly hint: string;
  readonly needs: readonly string[];
}

const connections = 128;
const forMs = 200;
/** Clients beside them, and how often they come at least and at most. */
const others = 16;
const rounds = { least: 2, most: 20 };

/** More than a server can take slows it down, and loses no request. */
export function losesNothingWhenSaturated({ path, hint, needs }: Saturated): ProbedCheck {
  return check({
    id: 'loses-nothing-when-saturated',
    title: `While ${connections} clients ask again as soon as they are answered, others are answered as well, and GET /health after them`,
    hint,
    runs: 'alone',
    waitsMs: forMs,
    needs,
    given: (draw) => ({ path: path(draw), connections, forMs }),
    probe: async ({ http, load }, plan) => {
      const saturated = load.saturate(plan);
      const asked = await askMeanwhile(http, plan.path, saturated);
      return { load: await saturated, asked, health: await http.get('/health') };
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

async function askMeanwhile(http: Http, path: string, saturated: Promise<unknown>): Promise<readonly Answer[]> {
  const requests = Array.from({ length: others }, () => ({ method: 'GET', path }));
  const asked: Answer[] = [];
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  saturated.then(over, over);
  for (let round = 1; round <= rounds.most && (round <= rounds.least || !isOver); round += 1)
    asked.push(...(await http.together(requests)));
  return asked;
}
