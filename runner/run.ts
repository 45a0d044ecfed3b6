import type { Building } from './building.ts';
import type { Bench } from './core/bench.ts';
import type { Driver } from './core/driver.ts';
import type { Judged, Plan, RunEvent } from './core/event.ts';
import { outcomeOf } from './core/outcome.ts';
import { createSlot, type Slot } from './core/slot.ts';
import type { Usage } from './core/usage.ts';
import { createExamination, type Examination } from './examination.ts';

const sharedServer = 1;

/**
 * Grades a submission. The order of the `yield`s is the pipeline; everything else is a fold of this
 * stream. Whatever ends it, the bench is closed. Gradings that share a machine share its `slot`.
 */
export async function* run(
  plan: Plan,
  building: Building,
  driver: Driver,
  signal: AbortSignal,
  slot: Slot = createSlot(),
): AsyncGenerator<RunEvent, void> {
  driver.prepare(plan.exercise);
  yield { type: 'planned', plan };
  for await (const step of building.progress) yield { type: 'building', progress: step };
  const built = await building.outcome;
  if (built.kind === 'not-built') return yield { type: 'not-built', why: built.why, output: built.output, ...seen(built.usage) };
  yield { type: 'built', ms: built.ms, notes: built.notes, ...seen(built.usage) };
  const bench = await driver.open(built.artifact, plan.exercise, signal);
  try {
    yield* grade(plan, bench, signal, slot);
  } finally {
    await bench.close();
  }
}

async function* grade(plan: Plan, bench: Bench, signal: AbortSignal, slot: Slot): AsyncGenerator<RunEvent, void> {
  const boot = await bench.boot(sharedServer, {});
  signal.throwIfAborted();
  if (boot.kind !== 'ready') return yield { type: 'not-booted', fault: boot, ...seen(await bench.usage()) };
  yield { type: 'booted', ms: boot.ms };
  const start = performance.now();
  const judged: Judged[] = [];
  const examination: Examination = createExamination(plan, bench, sharedServer, slot);
  for await (const verdict of examination.judge(signal)) {
    judged.push(verdict);
    yield verdict;
  }
  const checksMs = Math.round(performance.now() - start);
  yield { type: 'finished', outcome: outcomeOf(judged), checksMs, ...seen(await bench.usage()) };
}

function seen(usage: Usage | null | undefined): { readonly usage?: Usage } {
  return usage == null ? {} : { usage };
}
