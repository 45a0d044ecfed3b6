import type { Measure } from '../core/check.ts';
import { type Judged, type Outcome, planIn, type RunEvent } from '../core/event.ts';
import { measuresOf } from '../core/measured.ts';
import { percentile } from '../core/percentile.ts';

/** The result as one JSON document; its shape is schema/report-1.schema.json. */
export function jsonReport(events: readonly RunEvent[]): string {
  return `${JSON.stringify(reportDocument(events), null, 2)}\n`;
}

export type ReportDocument = ReturnType<typeof reportDocument>;

/** The same as data. */
export function reportDocument(events: readonly RunEvent[]) {
  const plan = planIn(events);
  const built = events.flatMap((event) => (event.type === 'built' ? [event] : []))[0];
  const judged = new Map(events.flatMap((event) => (event.type === 'judged' ? [[event.planned.check.id, event] as const] : [])));
  const last = events.at(-1);
  return {
    version: 1,
    exercise: plan?.exercise.id,
    driver: plan === undefined ? undefined : { name: plan.driver, because: plan.because },
    seed: plan?.seed,
    outcome: outcomeIn(last),
    ...(built === undefined ? {} : { buildMs: built.ms, notes: built.notes }),
    ...(last?.type === 'finished' ? { checksMs: last.checksMs } : {}),
    ...usageIn(built, last),
    ...(last?.type === 'not-built' ? { notBuilt: { why: last.why, output: last.output } } : {}),
    ...(last?.type === 'not-booted' ? { notBooted: last.fault } : {}),
    checks: (plan?.checks ?? []).flatMap(({ check }) => judged.get(check.id) ?? []).map(checkOf),
  };
}

function outcomeIn(last: RunEvent | undefined): Outcome | 'not-built' | 'not-booted' {
  if (last?.type === 'finished') return last.outcome;
  return last?.type === 'not-built' ? 'not-built' : 'not-booted';
}

function usageIn(built: RunEvent | undefined, last: RunEvent | undefined) {
  const of = (event: RunEvent | undefined) => (event !== undefined && 'usage' in event ? event.usage : undefined);
  const [build, run] = last?.type === 'not-built' ? [of(last), undefined] : [of(built), of(last)];
  if (build === undefined && run === undefined) return {};
  return { usage: { ...(build === undefined ? {} : { build }), ...(run === undefined ? {} : { run }) } };
}

function checkOf(judged: Judged) {
  const { planned, verdict, given, probed } = judged;
  const { id, title, level = 'must' } = planned.check;
  const measures = measuresOf(judged).map(measureOf);
  return {
    ...{ id, rule: planned.rule.id, title, level, ...verdict, given, steps: probed?.steps ?? [], ms: probed?.ms ?? 0 },
    ...(measures.length === 0 ? {} : { measures }),
  };
}

function measureOf({ samples, value, ...measure }: Measure) {
  if (samples === undefined) return { ...measure, value: finite(value) };
  const at = (percent: number) => finite(percentile(samples, percent));
  return { ...measure, value: finite(value), count: samples.length, percentiles: { p50: at(50), p95: at(95), p99: at(99), max: at(100) } };
}

/** JSON has no infinity: what never came is null. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
