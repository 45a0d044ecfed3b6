import type { ProbedCheck, RunCheck } from '../runner/core/check.ts';
import type { Exercise, Rule } from '../runner/core/exercise.ts';
import type { Json } from '../runner/core/json.ts';

/** Declares a check; only carries the types from given to probe to judge. */
export function check<Given extends Json, Evidence>(declared: Omit<ProbedCheck<Given, Evidence>, 'kind'>): ProbedCheck {
  // Sound because the runner hands a probe and a judge only what this very check's given and probe made.
  return { kind: 'probed', ...declared } as unknown as ProbedCheck;
}

/** Declares a check on the run as a whole. */
export function runCheck(declared: Omit<RunCheck, 'kind'>): RunCheck {
  return { kind: 'run', ...declared };
}

export function rule(declared: Rule): Rule {
  return declared;
}

export function exercise(declared: Exercise): Exercise {
  return declared;
}

/** For checks that need no inputs. */
export const nothing = (): null => null;
