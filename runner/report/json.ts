import type { RunEvent } from '../core/event.ts';

/** The result as one JSON document; its shape is schema/report-1.schema.json. */
export function jsonReport(events: readonly RunEvent[]): string {
  return `${JSON.stringify(document(events), null, 2)}\n`;
}

function document(events: readonly RunEvent[]) {
  const plan = events.flatMap((event) => (event.type === 'planned' ? [event.plan] : []))[0];
  const last = events.at(-1);
  const built = events.find((event) => event.type === 'built');
  return {
    version: 1,
    exercise: plan?.exercise.id,
    driver: plan === undefined ? undefined : { name: plan.driver, because: plan.because },
    seed: plan?.seed,
    outcome: last?.type === 'finished' ? last.outcome : last?.type === 'not-built' ? 'not-built' : 'not-booted',
    buildMs: built?.ms,
    ...(last?.type === 'finished' ? { checksMs: last.checksMs } : {}),
    ...(last?.type === 'not-built' ? { notBuilt: { why: last.why, output: last.output } } : {}),
    ...(last?.type === 'not-booted' ? { notBooted: last.fault } : {}),
    checks: (plan?.checks ?? []).flatMap(({ check, rule }) =>
      events.flatMap((event) =>
        event.type === 'judged' && event.planned.check.id === check.id
          ? [{ id: check.id, rule: rule.id, title: check.title, level: check.level ?? 'must', ...event.verdict, given: event.given, steps: event.probed?.steps ?? [], ms: event.probed?.ms ?? 0 }]
          : [],
      ),
    ),
  };
}
