import type { Check } from './core/check.ts';
import { closest } from './core/closest.ts';
import type { PlannedCheck } from './core/event.ts';
import type { Exercise } from './core/exercise.ts';
import { UsageError } from './core/fault.ts';

/** The checks to run, in the exercise's order: all, or those asked for and what they need. */
export function selectChecks(exercise: Exercise, only: readonly string[] | undefined): readonly PlannedCheck[] {
  const all = exercise.rules.flatMap((rule, at) => rule.checks.map((check) => ({ check, rule, ruleNumber: at + 1 })));
  if (only === undefined) return all;
  const byId = new Map<string, Check>(all.map(({ check }) => [check.id, check]));
  const wanted = new Set<string>();
  const want = (id: string, exercised: string): void => {
    const check = byId.get(id);
    if (check === undefined) {
      const guess = closest(id, [...byId.keys()]);
      throw new UsageError(
        `${exercise.id} has no check ${id}${guess === undefined ? '' : `; did you mean ${guess}?`}`,
        `kata spec ${exercised} --checks lists them`,
      );
    }
    if (wanted.has(id)) return;
    wanted.add(id);
    for (const needed of needsOf(check)) want(needed, exercised);
  };
  for (const id of only) want(id, exercise.id);
  return all.filter(({ check }) => wanted.has(check.id));
}

export function needsOf(check: Check): readonly string[] {
  return check.kind === 'probed' ? (check.needs ?? []) : [];
}
