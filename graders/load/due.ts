import { setImmediate as nextTurn } from 'node:timers/promises';
import { pause } from '../clock.ts';

/** Timers of Node come from nothing to 1.1 ms late: aimed so much earlier, half come a little early. */
const aheadMs = 0.6;

/**
 * Resolves within about half a millisecond of `dueMs`, before it or after it, or when the signal is aborted. To turn
 * the event loop until the very moment would be more exact, but holds a core that the server may be waiting for.
 * At least one turn of the loop, however late it is already, so that answers go on being read.
 */
export async function nearly(dueMs: number, elapsed: () => number, deadline: AbortSignal): Promise<void> {
  const sleepMs = Math.round(dueMs - elapsed() - aheadMs);
  if (sleepMs >= 1) await pause(sleepMs, deadline);
  else await nextTurn();
}
