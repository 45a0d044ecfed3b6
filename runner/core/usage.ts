import type { Resources } from './program.ts';

/** What a build, or the programs of a run, used, as far as it was seen. */
export interface Usage {
  readonly cpuMs: number;
  /** The most that one of them held at once. */
  readonly peakBytes: number;
  /** The most processes and threads that one of them had at once. */
  readonly peakProcesses?: number;
  /** How long they were held back by their limit on CPU time. */
  readonly throttledMs?: number;
  /** What went to disks, as far as the kernel counts it as theirs. */
  readonly writtenBytes?: number;
  /** How often something was killed for want of memory. */
  readonly outOfMemory?: number;
}

/** What a container uses now and has used. */
export type ContainerUsage = Resources & Usage;

export function usageOf({ cpuMs, peakBytes, peakProcesses, throttledMs, writtenBytes, outOfMemory }: Usage): Usage {
  return { cpuMs, peakBytes, ...known({ peakProcesses, throttledMs, writtenBytes, outOfMemory }) };
}

/** What several used: sums, and of what was held at once the most. Null for none. */
export function usedTogether(all: readonly Usage[]): Usage | null {
  const most = (of: (usage: Usage) => number | undefined) => joined(all.map(of), (a, b) => Math.max(a, b));
  const sum = (of: (usage: Usage) => number | undefined) => joined(all.map(of), (a, b) => a + b);
  const [cpuMs, peakBytes] = [sum((one) => one.cpuMs), most((one) => one.peakBytes)];
  if (cpuMs === undefined || peakBytes === undefined) return null;
  return {
    ...{ cpuMs, peakBytes },
    ...known({
      peakProcesses: most((one) => one.peakProcesses),
      throttledMs: sum((one) => one.throttledMs),
      writtenBytes: sum((one) => one.writtenBytes),
      outOfMemory: sum((one) => one.outOfMemory),
    }),
  };
}

function joined(values: readonly (number | undefined)[], join: (a: number, b: number) => number): number | undefined {
  return values.reduce((a, b) => (a === undefined || b === undefined ? (a ?? b) : join(a, b)), undefined);
}

/** Without what could not be seen. */
export function known(values: { readonly [name: string]: number | undefined }): { readonly [name: string]: number } {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
