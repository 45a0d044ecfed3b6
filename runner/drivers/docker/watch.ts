import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerUsage } from '../../core/usage.ts';
import type { Agent } from './agent.ts';

const pollMs = 100;

/** What a container used when it was last looked at. */
export interface Watch {
  seen(): ContainerUsage | undefined;
  end(): void;
}

/**
 * Looks at a container while it lives: what it used is gone with its end. `onRefused` is told when it was refused
 * a process for the first time.
 */
export function watchContainer(agent: Promise<Agent>, containerId: string, onRefused: () => void): Watch {
  const over = new AbortController();
  let last: ContainerUsage | undefined;
  const look = async () => {
    const { usageOf } = await agent;
    while (!over.signal.aborted) {
      const now = await usageOf(containerId);
      const { peakProcesses = 0, refusedProcesses = 0 } = last ?? {};
      if (now !== null)
        last = { ...now, ...(now.peakProcesses === undefined ? {} : { peakProcesses: Math.max(now.peakProcesses, peakProcesses) }) };
      if (refusedProcesses === 0 && (last?.refusedProcesses ?? 0) > 0) onRefused();
      await sleep(pollMs, undefined, { signal: over.signal });
    }
  };
  // Figures are for information: without an agent there are none, and its fault is told by whoever needs it.
  look().catch(() => {});
  return { seen: () => last, end: () => over.abort() };
}
