import type { Finding } from '../../runner/core/finding.ts';
import type { Resources } from '../../runner/core/program.ts';
import { holds } from './equal.ts';

const mebibyte = 1_024 * 1_024;

/** A program before and after something; undefined where its resources cannot be seen. */
export interface Used {
  readonly before?: Resources | undefined;
  readonly after?: Resources | undefined;
}

/** CPU time in ms between two moments; undefined where it cannot be seen. */
export function cpuMs({ before, after }: Used): number | undefined {
  return before === undefined || after === undefined ? undefined : Math.max(0, after.cpuMs - before.cpuMs);
}

/** How much more the program held at its peak, in MiB; undefined where it cannot be seen. */
export function grownMiB({ before, after }: Used): number | undefined {
  return before === undefined || after === undefined ? undefined : Math.max(0, after.peakBytes - before.peakBytes) / mebibyte;
}

export function cpuUnder(used: Used, limitMs: number, during: string): Finding | undefined {
  const ms = cpuMs(used) ?? 0;
  return holds(ms <= limitMs, `at most ${limitMs} ms of CPU time ${during}`, `${ms.toFixed(1)} ms of CPU time`);
}

export function memoryUnder(used: Used, limitMiB: number): Finding | undefined {
  const grown = grownMiB(used) ?? 0;
  return holds(grown <= limitMiB, `a peak at most ${limitMiB} MiB higher than before`, `a peak ${grown.toFixed(1)} MiB higher`);
}
