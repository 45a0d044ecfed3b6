import { startBuild } from '../../runner/building.ts';
import type { Driver } from '../../runner/core/driver.ts';
import type { RunEvent } from '../../runner/core/event.ts';
import type { Exercise } from '../../runner/core/exercise.ts';
import { selectChecks } from '../../runner/plan.ts';
import { findProject } from '../../runner/project/find.ts';
import { run } from '../../runner/run.ts';

interface Grading {
  readonly exercise: Exercise;
  readonly directory: string;
  readonly driver: Driver;
  readonly seed: number;
}

/** Runs the whole pipeline on a folder as it stands, and gives its events. */
export async function gradeFolder({ exercise, directory, driver, seed }: Grading): Promise<readonly RunEvent[]> {
  const { signal } = new AbortController();
  const { project } = await findProject({ directory, named: true, exerciseId: exercise.id, known: [exercise.id] });
  const command = `kata check ${exercise.id}`;
  const plan = { exercise, project, checks: selectChecks(exercise, undefined), seed, driver: driver.name, because: 'asked for', command };
  const events: RunEvent[] = [];
  for await (const event of run(plan, startBuild(driver, project, signal), driver, signal)) events.push(event);
  return events;
}
