import { startBuild } from '../building.ts';
import { isMust } from '../core/check.ts';
import type { Driver, Project } from '../core/driver.ts';
import type { RunEvent } from '../core/event.ts';
import { checksOf, type Exercise } from '../core/exercise.ts';
import { InfrastructureError, UsageError } from '../core/fault.ts';
import { createMoment } from '../core/moment.ts';
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
}

/** Grades one submission, whatever it does. What the machine or the grader is to blame for is no result. */
export function grade(grading: Grading): Promise<Graded> {
  return ofEvents(grading, async (events) => gradedOf(await all(events)));
}

/** The same as far as its first failure, of which no more is told. */
export function gradeUntilFailed(grading: Grading): Promise<Graded | { readonly outcome: 'failed' }> {
  return ofEvents(grading, async (events) => {
    const seen: RunEvent[] = [];
    for await (const event of events) {
      seen.push(event);
      if (event.type === 'judged' && outcomeOf([event]) === 'failed') return { outcome: 'failed' };
    }
    return gradedOf(seen);
  });
}

async function ofEvents<Told>(grading: Grading, told: (events: AsyncIterable<RunEvent>) => Promise<Told>): Promise<Told | Graded> {
  const { exercise, createDriver, signal } = grading;
  const driver = createDriver();
  try {
    return await told(eventsOf(grading, await grading.project(), driver));
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

async function* eventsOf(
  { exercise, seed, slot, signal, onPhase }: Grading,
  project: Project,
  driver: Driver,
): AsyncGenerator<RunEvent, void> {
  const plan = {
    exercise,
    project,
    checks: selectChecks(exercise, undefined),
    seed,
    driver: driver.name,
    because: 'as every batch is',
    command: `kata check ${exercise.id}`,
  };
  // Nothing is built or booted while somebody else's check has the machine to itself.
  const [begun, booted] = [createMoment(), createMoment()];
  void slot.beside(async () => {
    begun.come();
    await booted.here;
  });
  await begun.here;
  onPhase('building');
  try {
    for await (const event of run(plan, startBuild(driver, project, signal), driver, signal, slot)) {
      if (event.type === 'booted') onPhase('checking');
      if (event.type === 'booted' || event.type === 'not-booted' || event.type === 'not-built') booted.come();
      yield event;
    }
  } finally {
    booted.come();
  }
}

async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const seen: Item[] = [];
  for await (const item of items) seen.push(item);
  return seen;
}
