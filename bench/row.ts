/** A figure in a line of the benchmark, with what it is held against. */
export function row(name: string, ms: number, more = ''): string {
  return `${name.padEnd(52)}${Math.round(ms).toString().padStart(7)} ms${more === '' ? '' : `   ${more}`}\n`;
}

/** A ratio and the limit it has to keep. */
export interface Ratio {
  readonly value: number;
  readonly least?: number;
  readonly most?: number;
}

export function ratio(of: string, limited: Ratio): string {
  const { value, least, most } = limited;
  return `${value.toFixed(2)} ${of} (${least === undefined ? `at most ${most}` : `at least ${least}`}): ${isKept(limited) ? 'kept' : 'MISSED'}`;
}

export function isKept({ value, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }: Ratio): boolean {
  return value >= least && value <= most;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
