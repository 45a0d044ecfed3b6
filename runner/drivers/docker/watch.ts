import { setTimeout as sleep } from 'node:timers/promises';
import type { Resources } from '../../core/program.ts';
import type { Agent } from './agent.ts';

const pollMs = 100;

/** What a container used when it was last looked at. */
export interface Watch {
  seen(): Resources | undefined;
  end(): void;
}

/** Looks at a container while it lives: what it used is gone with its end. */
export function watchContainer(agent: Promise<Agent>, containerId: string): Watch {
  const over = new AbortController();
  let last: Resources | undefined;
  const look = async () => {
    const { resourcesOf } = await agent;
    while (!over.signal.aborted) {
      last = (await resourcesOf(containerId)) ?? last;
      await sleep(pollMs, undefined, { signal: over.signal });
    }
  };
  // Figures are for information: without an agent there are none, and its fault is told by whoever needs it.
  look().catch(() => {});
  return { seen: () => last, end: () => over.abort() };
}
