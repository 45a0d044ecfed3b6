import type { Sample } from '../../runner/core/answer.ts';
import type { Finding } from '../../runner/core/finding.ts';
import type { LoadSeen } from '../../runner/core/tools.ts';

/** The nearest-rank percentile in ms; failed samples rank last, as Infinity. */
export function percentile(samples: readonly Sample[], percent: number): number {
  const ranked = samples.map((sample) => (sample.ok ? sample.ms : Number.POSITIVE_INFINITY)).sort((a, b) => a - b);
  return ranked[Math.max(0, Math.ceil((percent / 100) * ranked.length) - 1)] ?? Number.POSITIVE_INFINITY;
}

/** 95 of 100 answers came within the budget, counted from when each was due. */
export function p95Under(load: LoadSeen, budgetMs: number): Finding | undefined {
  const p95 = percentile(load.samples, 95);
  if (p95 <= budgetMs) return undefined;
  const worst = load.samples.find((sample) => !sample.ok);
  const failed = worst === undefined || worst.ok ? '' : ` (some had no answer: ${worst.why})`;
  return {
    expected: [`p95 of at most ${budgetMs} ms`],
    actual: `p95 of ${shown(p95)}, p50 of ${shown(percentile(load.samples, 50))}${failed}`,
  };
}

/** Why the machine may be behind a missed budget: its canary or its own sending was slow as well. */
export function disturbed(load: LoadSeen, budgetMs: number): string | undefined {
  const limitMs = budgetMs / 3;
  const canary = percentile(load.canary, 95);
  if (canary > limitMs) return `a trivial server asked in the same moments took ${shown(canary)} (p95)`;
  const lag = percentile(
    load.sendLagMs.map((ms) => ({ ok: true, ms })),
    95,
  );
  return lag > limitMs ? `requests left up to ${shown(lag)} late (p95)` : undefined;
}

function shown(ms: number): string {
  return Number.isFinite(ms) ? `${ms.toFixed(1)} ms` : 'no answer';
}
