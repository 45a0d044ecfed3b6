import type { CompanionKind } from '../core/companion.ts';
import type { OpenDatabase } from '../examine/database/databases.ts';

/** A database for a program that is run by hand, as the grader would give it. */
export interface OwnDatabase {
  readonly database: OpenDatabase;
  stop(): Promise<void>;
}

/** Undefined where the exercise has none. */
export async function startOwnDatabase(companions: readonly CompanionKind[] = []): Promise<OwnDatabase | undefined> {
  if (!companions.includes('postgres')) return undefined;
  const [{ startPostgres }, { openDatabases }] = await Promise.all([
    import('../drivers/local/postgres/start.ts'),
    import('../examine/database/databases.ts'),
  ]);
  const postgres = await startPostgres();
  try {
    const databases = await openDatabases(postgres.port);
    const database = await databases.create();
    return { database, stop: () => database.close().then(databases.close).finally(postgres.stop) };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
