import type { Measure } from '../../runner/core/check.ts';
import type { Finding } from '../../runner/core/finding.ts';
import { percentile } from '../../runner/core/percentile.ts';
import type { LoadSeen } from '../../runner/core/tools.ts';

/** How soon answers have to be there, counted from when each request was due. */
export interface Budget {
  readonly p50Ms: number;
  /** Of at least 200 requests: of fewer, chance decides. */
  readonly p95Ms: number;
}

/** Half of all answers came within the budget. */
export function p50Under(load: LoadSeen, budgetMs: number): Finding | undefined {
  return under(load, 50, budgetMs);
}

/** 95 of 100 answers came within the budget. */
export function p95Under(load: LoadSeen, budgetMs: number): Finding | undefined {
  return under(load, 95, budgetMs);
}

/** The figures of a load beside its budget. */
export function latencyMeasures({ samples }: LoadSeen, { p50Ms, p95Ms }: Budget): readonly Measure[] {
  return [
    { name: 'p50', value: percentile(samples, 50), limit: p50Ms, right: 'below', unit: 'ms', samples },
    { name: 'p95', value: percentile(samples, 95), limit: p95Ms, right: 'below', unit: 'ms', samples },
  ];
}

/** Why the machine may be behind a missed budget: its canary or its own sending was slow as well. */
export function disturbed({ canary, sendLagMs }: LoadSeen, { p50Ms, p95Ms }: Budget): string | undefined {
  const late = sendLagMs.map((ms) => ({ ok: true, ms }) as const);
  for (const [percent, budgetMs] of [
    [50, p50Ms],
    [95, p95Ms],
  ] as const) {
    const canaryMs = percentile(canary, percent);
    if (canaryMs > budgetMs / 3) return `a trivial server asked in the same moments took ${shown(canaryMs)} (p${percent})`;
    const lagMs = percentile(late, percent);
    if (lagMs > budgetMs / 3) return `requests left up to ${shown(lagMs)} late (p${percent})`;
  }
  return undefined;
}

function under({ samples }: LoadSeen, percent: number, budgetMs: number): Finding | undefined {
  const ms = percentile(samples, percent);
  if (ms <= budgetMs) return undefined;
  const lost = samples.find((sample) => !sample.ok);
  const failed = lost === undefined || lost.ok ? '' : ` (some had no answer: ${lost.why})`;
  return { expected: [`p${percent} of at most ${budgetMs} ms`], actual: `p${percent} of ${shown(ms)}${failed}` };
}

function shown(ms: number): string {
  return Number.isFinite(ms) ? `${ms.toFixed(1)} ms` : 'no answer';
}
