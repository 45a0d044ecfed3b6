import { startBuild } from '../building.ts';
import { isMust } from '../core/check.ts';
import type { Driver, Project } from '../core/driver.ts';
import type { RunEvent } from '../core/event.ts';
import { checksOf, type Exercise } from '../core/exercise.ts';
import { InfrastructureError, UsageError } from '../core/fault.ts';
import { outcomeOf } from '../core/outcome.ts';
import type { Slot } from '../core/slot.ts';
import { selectChecks } from '../plan.ts';
import { run } from '../run.ts';
import { type Graded, gradedOf } from './result.ts';

/** Where a grading is. */
export type Phase = 'building' | 'checking';

export interface Grading {
  readonly exercise: Exercise;
  readonly project: () => Promise<Project>;
  readonly createDriver: () => Driver;
  readonly seed: number;
  readonly slot: Slot;
  readonly signal: AbortSignal;
  readonly onPhase: (phase: Phase) => void;
  /** Whether the first failure is all that is asked for. */
  readonly untilFailed?: boolean;
}

/** Grades one submission, whatever it does. What the machine or the grader is to blame for is no result. */
export async function grade(grading: Grading): Promise<Graded> {
  const { exercise, createDriver, signal } = grading;
  const driver = createDriver();
  try {
    return gradedOf(await eventsOf(grading, await grading.project(), driver));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UsageError) return refused(exercise, error);
    if (error instanceof InfrastructureError) return { again: error.message, isOurs: false };
    throw error;
  } finally {
    await driver.close();
  }
}

/** What is refused has no point of any check. */
export function refused(exercise: Exercise, { message, next }: UsageError): Graded {
  const checks = checksOf(exercise).filter(isMust);
  return {
    outcome: 'refused',
    points: { earned: 0, of: checks.length },
    checks: [],
    failures: {},
    log: [],
    refusal: { message, ...(next === undefined ? {} : { next }) },
    text: `not graded: ${message}\n${next === undefined ? '' : `next: ${next}\n`}`,
  };
}

async function eventsOf(
  { exercise, seed, slot, signal, onPhase, untilFailed = false }: Grading,
  project: Project,
  driver: Driver,
): Promise<readonly RunEvent[]> {
  const plan = {
    exercise,
    project,
    checks: selectChecks(exercise, undefined),
    seed,
    driver: driver.name,
    because: 'as every batch is',
    command: `kata check ${exercise.id}`,
  };
  const events: RunEvent[] = [];
  let running: Promise<void> | undefined;
  // Nothing is built or booted while somebody else's check has the machine to itself.
  await slot.beside(
    () =>
      new Promise<void>((resolve) => {
        onPhase('building');
        const takesMore = (event: RunEvent): boolean => {
          events.push(event);
          if (event.type === 'booted') onPhase('checking');
          if (event.type === 'booted' || event.type === 'not-booted' || event.type === 'not-built') resolve();
          const isEnough = untilFailed && event.type === 'judged' && outcomeOf([event]) === 'failed';
          if (isEnough) events.push({ type: 'finished', outcome: 'failed', checksMs: 0 });
          return !isEnough;
        };
        running = each(run(plan, startBuild(driver, project, signal), driver, signal, slot), takesMore).finally(resolve);
        running.catch(() => {});
      }),
  );
  await running;
  return events;
}

async function each<Item>(items: AsyncIterable<Item>, takesMore: (item: Item) => boolean): Promise<void> {
  for await (const item of items) {
    if (!takesMore(item)) return;
  }
}
