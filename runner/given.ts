import type { ProbedCheck } from './core/check.ts';
import { createDraw } from './core/draw.ts';
import type { Json } from './core/json.ts';
import { plainJsonFault } from './core/plain-json.ts';

/**
 * The inputs of a check: from the run's seed and the check's id alone, whatever else runs and in which order.
 * A check that is probed `again` has others then.
 */
export function drawGiven(check: ProbedCheck, seed: number, again = false): { readonly given: Json; readonly broke?: string } {
  try {
    const given = check.given(createDraw(seed, again ? `${check.id} again` : check.id));
    const fault = plainJsonFault(given);
    return fault === undefined
      ? { given }
      : broken(check, `it has ${fault}, which is not plain JSON: put text, a finite number or null there`);
  } catch (error) {
    return broken(check, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

function broken({ id }: ProbedCheck, why: string) {
  return { given: null, broke: `the given of ${id} broke: ${why}` };
}
