import type { ProbedCheck } from './core/check.ts';
import { createDraw } from './core/draw.ts';

/** The checks in an order of the seed's own, so that no server knows the grader by what comes after what. A filter changes nothing in it. */
export function shuffled<Planned extends { readonly check: ProbedCheck }>(planned: readonly Planned[], seed: number): readonly Planned[] {
  return planned
    .map((one) => ({ one, place: createDraw(seed, `order of ${one.check.id}`).integer(0, 2 ** 31) }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}
