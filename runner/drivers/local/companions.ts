import type { CompanionKind, Companions } from '../../core/companion.ts';
import type { PrivatePostgres } from './postgres/start.ts';
import type { SqliteFolder } from './sqlite/start.ts';

/** What stands beside the servers of a run on this machine. */
export interface LocalCompanions {
  /** Where they are, once they have been started. */
  readonly places: Promise<Companions>;
  stop(): Promise<void>;
}

/** Begins to start what an exercise names; what went wrong is told by `places`. */
export function startCompanions(kinds: readonly CompanionKind[] = []): LocalCompanions {
  const postgres: Promise<PrivatePostgres> | undefined = kinds.includes('postgres')
    ? import('./postgres/start.ts').then(({ startPostgres }) => startPostgres())
    : undefined;
  const sqlite: Promise<SqliteFolder> | undefined = kinds.includes('sqlite')
    ? import('./sqlite/start.ts').then(({ startSqlite }) => startSqlite())
    : undefined;
  const places = Promise.all([postgres, sqlite]).then(
    ([database, files]): Companions => ({
      ...(database === undefined ? {} : { postgres: { port: database.port } }),
      ...(files === undefined ? {} : { sqlite: { folder: files.folder } }),
    }),
  );
  places.catch(() => {});
  return {
    places,
    stop: async () => {
      const started = await Promise.allSettled([postgres, sqlite]);
      await Promise.all(started.map((one) => (one.status === 'fulfilled' ? one.value?.stop() : undefined)));
    },
  };
}
