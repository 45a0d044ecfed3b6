import { join } from 'node:path';
import PQueue from 'p-queue';
import { type Building, startBuild } from '../building.ts';
import type { Driver, Project } from '../core/driver.ts';
import { type Judged, judgedIn, type RunEvent } from '../core/event.ts';
import type { Exercise } from '../core/exercise.ts';
import { createSlot, type Slot } from '../core/slot.ts';
import { selectChecks } from '../plan.ts';
import { findProject } from '../project/find.ts';
import { folderAt } from '../project/source.ts';
import { run } from '../run.ts';
import { claimFolder } from './claim.ts';

interface Grading {
  /** Puts the project into the folder, just before it is built. */
  readonly plant: (directory: string) => Promise<void>;
  readonly driver: Driver;
  readonly seed: number;
  /** Only these checks, and what they need. */
  readonly checks?: readonly string[];
}

export interface Grader {
  grade(grading: Grading): Promise<readonly RunEvent[]>;
  /** Gives back the folder in which projects are built. */
  release(): Promise<void>;
}

/** Grades projects of an exercise side by side: built one after the other in one folder, probed two at once. */
export async function openGrader(exercise: Exercise, signal: AbortSignal): Promise<Grader> {
  const claimed = await claimFolder(exercise.id);
  const directory = join(claimed.directory, exercise.id);
  const building = new PQueue({ concurrency: 1 });
  const probing = new PQueue({ concurrency: 4 });
  const slot = createSlot();
  return {
    release: claimed.release,
    grade: ({ plant, driver, seed, checks }) =>
      probing.add(async () => {
        try {
          const { project, built } = await building.add(async () => {
            await plant(directory);
            const project = await projectIn(directory, exercise);
            const built = startBuild(driver, project, signal);
            await slot.beside(() => built.outcome);
            return { project, built };
          });
          return await eventsOf({ exercise, project, built, driver, seed, checks, signal, slot });
        } finally {
          await driver.close();
        }
      }),
  };
}

/** The project of that exercise in a folder, whatever its Cargo.toml says. */
export async function projectIn(directory: string, exercise: Exercise): Promise<Project> {
  return (await findProject({ source: await folderAt(directory), named: true, exerciseId: exercise.id, known: [exercise.id] })).project;
}

interface Run {
  readonly exercise: Exercise;
  readonly project: Project;
  readonly built: Building;
  readonly driver: Driver;
  readonly seed: number;
  readonly checks?: readonly string[] | undefined;
  readonly signal: AbortSignal;
  readonly slot?: Slot;
}

/** The whole pipeline on a project, to its end. */
export async function eventsOf({ exercise, project, built, driver, seed, checks, signal, slot }: Run): Promise<readonly RunEvent[]> {
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
}

/** The ids of the checks that came to one of these verdicts, in order. */
export function checksThat(events: readonly RunEvent[], ...statuses: readonly Judged['verdict']['status'][]): readonly string[] {
  return judgedIn(events)
    .flatMap(({ planned, verdict }) => (statuses.includes(verdict.status) ? [planned.check.id] : []))
    .sort();
}
