import { createDraw } from '../../runner/core/draw.ts';
import type { Arrivals } from '../../runner/core/tools.ts';

/** When each request of a load is due, in ms from its start. The same arrivals are always due at the same times. */
export function dueTimes(arrivals: Arrivals): readonly number[] {
  const gapMs = 1_000 / arrivals.perSecond;
  if (arrivals.kind === 'fixed') return Array.from({ length: arrivals.count }, (_, at) => at * gapMs);
  const draw = createDraw(arrivals.seed, 'arrivals');
  let dueMs = 0;
  return Array.from({ length: arrivals.count }, () => {
    // Gaps of a Poisson process are exponential; the draw is never 0, whose logarithm is infinite.
    dueMs -= gapMs * Math.log(draw.integer(1, 2 ** 32 - 1) / 2 ** 32);
    return dueMs;
  });
}
