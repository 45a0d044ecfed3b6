import { type CompanionKind, companionFaults } from '../core/companion.ts';
import type { Held } from '../core/sqlite.ts';
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

/** What can be done to them by hand, under the words that a report has for it. */
export function typedFaults({ database, redis, sqlite }: OwnCompanions): { readonly [line: string]: () => Promise<void> } {
  const relayed = { ...(database === undefined ? {} : { database }), ...(redis === undefined ? {} : { redis }) };
  const faults = Object.entries(relayed).flatMap(([name, companion]) =>
    companionFaults.map((fault) => [`${name} ${fault}`, () => companion[fault]()] as const),
  );
  const locks = sqlite && { 'database lock': held(sqlite.lock), 'database read': held(sqlite.read), 'database unlock': sqlite.unlock };
  return { ...Object.fromEntries(faults), ...locks };
}

/** A lock that could not be had is told. */
function held(take: () => Promise<Held>): () => Promise<void> {
  return async () => {
    const seen = await take();
    if (seen.kind === 'refused') throw new Error(`SQLite says: ${seen.why}`);
  };
}
