import type { Sample } from './answer.ts';

/** The nearest-rank percentile in ms; failed samples rank last, as Infinity. */
export function percentile(samples: readonly Sample[], percent: number): number {
  const ranked = samples.map((sample) => (sample.ok ? sample.ms : Number.POSITIVE_INFINITY)).sort((a, b) => a - b);
  return ranked[Math.max(0, Math.ceil((percent / 100) * ranked.length) - 1)] ?? Number.POSITIVE_INFINITY;
}
