import PQueue from 'p-queue';
import { startBuild } from '../building.ts';
import type { Driver } from '../core/driver.ts';
import type { Judged, RunEvent } from '../core/event.ts';
import type { Exercise } from '../core/exercise.ts';
import { createSlot } from '../core/slot.ts';
import { selectChecks } from '../plan.ts';
import { findProject } from '../project/find.ts';
import { run } from '../run.ts';

interface Grading {
  readonly exercise: Exercise;
  /** Puts the project into the folder, just before it is built. */
  readonly plant: (directory: string) => Promise<void>;
  readonly driver: Driver;
  readonly seed: number;
  /** Only these checks, and what they need. */
  readonly checks?: readonly string[] | undefined;
}

/** Grades projects side by side: built one after the other in one folder, probed two at once. */
export function createGrader(directory: string, signal: AbortSignal): (grading: Grading) => Promise<readonly RunEvent[]> {
  const building = new PQueue({ concurrency: 1 });
  const probing = new PQueue({ concurrency: 2 });
  const slot = createSlot();
  return async ({ exercise, plant, driver, seed, checks }) =>
    probing.add(async () => {
      try {
        const { project, built } = await building.add(async () => {
          await plant(directory);
          const { project } = await findProject({ directory, named: true, exerciseId: exercise.id, known: [exercise.id] });
          const built = startBuild(driver, project, signal);
          await slot.beside(() => built.outcome);
          return { project, built };
        });
        const plan = {
          exercise,
          project,
          checks: selectChecks(exercise, checks),
          seed,
          driver: driver.name,
          because: 'asked for',
          command: `kata check ${exercise.id}`,
        };
        const events: RunEvent[] = [];
        for await (const event of run(plan, built, driver, signal, slot)) events.push(event);
        return events;
      } finally {
        await driver.close();
      }
    });
}

/** The ids of the checks that came to one of these verdicts, in order. */
export function checksThat(events: readonly RunEvent[], ...statuses: readonly Judged['verdict']['status'][]): readonly string[] {
  const judged = events.flatMap((event) => (event.type === 'judged' ? [event] : []));
  return judged.flatMap(({ planned, verdict }) => (statuses.includes(verdict.status) ? [planned.check.id] : [])).sort();
}
