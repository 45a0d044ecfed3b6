import type { CompanionKind } from '../core/companion.ts';
import type { Held } from '../core/sqlite.ts';
import type { Beside } from '../examine/beside.ts';

/** What stands beside a program that is run by hand, as the grader would give it. */
export interface OwnCompanions {
  readonly beside: Beside;
  stop(): Promise<void>;
}

/** Undefined where the exercise has none. */
export async function startOwnCompanions(kinds: readonly CompanionKind[] = []): Promise<OwnCompanions | undefined> {
  if (kinds.length === 0) return undefined;
  const [{ startCompanions }, { openCompanions }] = await Promise.all([
    import('../drivers/local/companions.ts'),
    import('../examine/beside.ts'),
  ]);
  const started = startCompanions(kinds);
  try {
    const companionship = openCompanions(await started.places);
    const beside = await companionship.create(undefined);
    return { beside, stop: () => beside.close().then(companionship.close).finally(started.stop) };
  } catch (error) {
    await started.stop();
    throw error;
  }
}

/** What can be done to the database by hand, under the words that a report has for it. */
export function databaseCommands({ database, sqlite }: Beside): { readonly [line: string]: () => Promise<void> } {
  const relayed = database && { refuse: database.refuse, hang: database.hang, cut: database.cut, serve: database.serve };
  const locked = sqlite && { lock: held(sqlite.lock), read: held(sqlite.read), unlock: sqlite.unlock };
  return Object.fromEntries(Object.entries({ ...relayed, ...locked }).map(([fault, command]) => [`database ${fault}`, command]));
}

/** A lock that could not be had is told. */
function held(take: () => Promise<Held>): () => Promise<void> {
  return async () => {
    const seen = await take();
    if (seen.kind === 'refused') throw new Error(`SQLite says: ${seen.why}`);
  };
}
