import type { CompanionKind } from '../core/companion.ts';
import { startLocalCompanions } from '../drivers/local/companions.ts';
import { type OwnCompanions, openCompanions } from '../examine/companions.ts';

/** What stands beside a program that is run by hand, as the grader would give it. */
export async function startOwnCompanions(
  kinds: readonly CompanionKind[] = [],
): Promise<{ readonly beside: OwnCompanions; stop(): Promise<void> }> {
  const started = await startLocalCompanions(kinds);
  const open = openCompanions(started.companions);
  const stop = () => open.close().finally(started.stop);
  try {
    return { beside: await open.create(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
