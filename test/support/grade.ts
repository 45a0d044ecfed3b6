import { startBuild } from '../../runner/building.ts';
import type { Driver } from '../../runner/core/driver.ts';
import type { RunEvent } from '../../runner/core/event.ts';
import type { Exercise } from '../../runner/core/exercise.ts';
import { eventsOf, projectIn } from '../../runner/verify/grade.ts';

interface Grading {
  readonly exercise: Exercise;
  readonly directory: string;
  readonly driver: Driver;
  readonly seed: number;
  readonly checks?: readonly string[];
}

/** Runs the whole pipeline on a folder as it stands, and gives its events. */
export async function gradeFolder({ exercise, directory, driver, seed, checks }: Grading): Promise<readonly RunEvent[]> {
  const { signal } = new AbortController();
  const project = await projectIn(directory, exercise);
  return eventsOf({ exercise, project, built: startBuild(driver, project, signal), driver, seed, checks, signal });
}
