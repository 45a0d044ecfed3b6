import type { Judged, RunEvent } from '../core/event.ts';

/** The result as one JSON document; its shape is schema/report-1.schema.json. */
export function jsonReport(events: readonly RunEvent[]): string {
  return `${JSON.stringify(document(events), null, 2)}\n`;
}

function document(events: readonly RunEvent[]) {
  const plan = events.flatMap((event) => (event.type === 'planned' ? [event.plan] : []))[0];
  const built = events.flatMap((event) => (event.type === 'built' ? [event] : []))[0];
  const judged = new Map(events.flatMap((event) => (event.type === 'judged' ? [[event.planned.check.id, event] as const] : [])));
  const last = events.at(-1);
  return {
    version: 1,
    exercise: plan?.exercise.id,
    driver: plan === undefined ? undefined : { name: plan.driver, because: plan.because },
    seed: plan?.seed,
    outcome: last?.type === 'finished' ? last.outcome : last?.type === 'not-built' ? 'not-built' : 'not-booted',
    ...(built === undefined ? {} : { buildMs: built.ms, notes: built.notes }),
    ...(last?.type === 'finished' ? { checksMs: last.checksMs } : {}),
    ...(last?.type === 'not-built' ? { notBuilt: { why: last.why, output: last.output } } : {}),
    ...(last?.type === 'not-booted' ? { notBooted: last.fault } : {}),
    checks: (plan?.checks ?? []).flatMap(({ check }) => judged.get(check.id) ?? []).map(checkOf),
  };
}

function checkOf({ planned: { check, rule }, verdict, given, probed }: Judged) {
  const { id, title, level = 'must' } = check;
  return { id, rule: rule.id, title, level, ...verdict, given, steps: probed?.steps ?? [], ms: probed?.ms ?? 0 };
}
