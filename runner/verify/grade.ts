import { startBuild } from '../building.ts';
import type { Driver } from '../core/driver.ts';
import type { Judged, RunEvent } from '../core/event.ts';
import type { Exercise } from '../core/exercise.ts';
import { selectChecks } from '../plan.ts';
import { findProject } from '../project/find.ts';
import { run } from '../run.ts';

interface Grading {
  readonly exercise: Exercise;
  readonly directory: string;
  readonly driver: Driver;
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** Runs the whole pipeline on a folder and gives its events. */
export async function gradeFolder({ exercise, directory, driver, seed, signal }: Grading): Promise<readonly RunEvent[]> {
  const { project } = await findProject({ directory, named: true, exerciseId: exercise.id, known: [exercise.id] });
  const events: RunEvent[] = [];
  const plan = {
    exercise,
    project,
    checks: selectChecks(exercise, undefined),
    seed,
    driver: driver.name,
    because: 'asked for',
    command: `kata check ${exercise.id}`,
  };
  for await (const event of run(plan, startBuild(driver, project, signal), driver, signal)) events.push(event);
  return events;
}

/** The ids of the checks that came to one of these verdicts, in order. */
export function checksThat(events: readonly RunEvent[], ...statuses: readonly Judged['verdict']['status'][]): readonly string[] {
  const judged = events.flatMap((event) => (event.type === 'judged' ? [event] : []));
  return judged.flatMap(({ planned, verdict }) => (statuses.includes(verdict.status) ? [planned.check.id] : [])).sort();
}
