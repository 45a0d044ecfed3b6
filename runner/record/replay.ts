import type { Judged, Plan, PlannedCheck, RunEvent } from '../core/event.ts';
import type { Exercise } from '../core/exercise.ts';
import { AuthorError } from '../core/fault.ts';
import { outcomeOf } from '../core/outcome.ts';
import type { Verdict } from '../core/verdict.ts';
import { judge, judgeRun } from '../judge.ts';
import { selectChecks } from '../plan.ts';
import type { Recording, SeenCheck } from './read.ts';

/** A recorded run, judged by the judges of today. */
export interface Replayed {
  readonly events: readonly RunEvent[];
  readonly changed: readonly { readonly id: string; readonly before: Verdict['status']; readonly after: Verdict['status'] }[];
}

/** Judges recorded evidence again, without a server. What was not probed then stays as it was. */
export function replay(path: string, { head, events }: Recording, exercise: Exercise): Replayed {
  const all = new Map(selectChecks(exercise, undefined).map((planned) => [planned.check.id, planned]));
  const find = (id: string): PlannedCheck => {
    const planned = all.get(id);
    if (planned !== undefined) return planned;
    throw new AuthorError(`${path} has the check ${id}, which ${exercise.id} no longer has`, 'record the run again with this kata');
  };
  const plan: Plan = { ...head, exercise, checks: head.checks.map(find) };
  const judged: Judged[] = [];
  const changed: Replayed['changed'][number][] = [];
  const judgeAgain = (event: Recording['events'][number]): RunEvent => {
    switch (event.type) {
      case 'judged': {
        const { check, ...seen } = event;
        const one: Judged = { ...seen, planned: find(check), verdict: judgedAgain(find(check), event) };
        judged.push(one);
        if (JSON.stringify(one.verdict) !== JSON.stringify(event.verdict))
          changed.push({ id: check, before: event.verdict.status, after: one.verdict.status });
        return one;
      }
      case 'finished':
        return { ...event, outcome: outcomeOf(judged) };
      case 'built':
      case 'not-built':
      case 'booted':
      case 'not-booted':
        return event;
    }
  };
  const again = events.map(judgeAgain);
  return { events: [{ type: 'planned', plan }, ...again], changed };
}

function judgedAgain({ check }: PlannedCheck, { given, verdict, probed, seen }: SeenCheck): Verdict {
  if (check.kind === 'run') return seen === undefined ? verdict : judgeRun(check, seen);
  if (probed === undefined) return verdict;
  const today = judge(check, given, probed);
  // The machine was busy then: that excuses a failure today as well.
  return verdict.status === 'inconclusive' && today.status === 'fail' ? verdict : today;
}
