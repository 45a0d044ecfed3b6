import type { Answer } from '../../runner/core/answer.ts';
import type { ProbedCheck } from '../../runner/core/check.ts';
import type { Draw } from '../../runner/core/draw.ts';
import type { Saturation } from '../../runner/core/tools.ts';
import { check } from '../check.ts';
import { holds } from '../judge/equal.ts';
import { status } from '../judge/status.ts';
import { bodyIsOpen } from '../survivors.ts';

interface Saturated {
  readonly path: (draw: Draw) => string;
  readonly hint: string;
  readonly needs: readonly string[];
}

const connections = 128;
const forMs = 200;

/** More than a server can take slows it down, and loses no request. */
export function losesNothingWhenSaturated({ path, hint, needs }: Saturated): ProbedCheck {
  return check({
    id: 'loses-nothing-when-saturated',
    title: `${connections} clients that ask again as soon as they are answered lose no request, and GET /health is answered after them`,
    hint,
    runs: 'alone',
    waitsMs: forMs,
    needs,
    given: (draw) => ({ path: path(draw), connections, forMs }),
    probe: async ({ http, load }, plan) => ({ load: await load.saturate(plan), health: await http.get('/health') }),
    judge: ({ load, health }: { readonly load: Saturation; readonly health: Answer }) => ({
      lost: holds(
        load.lost.length === 0 && load.answered > 0,
        'every request answered with a 2xx',
        `${load.answered} were${load.lost.map(({ why, count }) => `; ${count} were not: ${why}`).join('')}`,
      ),
      health: status(health, 200),
    }),
    survives: [bodyIsOpen],
  });
}
