import type { Companions } from '../core/companion.ts';
import type { Database, DatabaseAtBoot } from '../core/database.ts';
import type { Variables } from '../core/environment.ts';
import type { Sqlite } from '../core/sqlite.ts';
import { openDatabases } from './database/databases.ts';
import { openFiles } from './sqlite/files.ts';

/** What stands beside the servers of a run, each of which gets its own. */
export interface Companionship {
  create(atBoot: DatabaseAtBoot | undefined): Promise<Beside>;
  close(): Promise<void>;
}

/** What one server has beside it, and finds of that in its environment. */
export interface Beside {
  readonly env: Variables;
  readonly database: Database | undefined;
  readonly sqlite: Sqlite | undefined;
  close(): Promise<void>;
}

/** Comes up at once; what went wrong with that is told by the first `create`. */
export function openCompanions({ postgres, sqlite }: Companions): Companionship {
  const databases = postgres && openDatabases(postgres.port);
  const files = sqlite && openFiles(sqlite.folder);
  const opened = [databases, files];
  for (const one of opened) one?.catch(() => {});
  return {
    create: async (atBoot) => {
      const database = await (await databases)?.create();
      if (atBoot === 'refuses') await database?.refuse();
      const file = await (await files)?.create(atBoot === 'refuses' ? undefined : atBoot);
      const url = database?.url ?? file?.url;
      return {
        env: url === undefined ? {} : { DATABASE_URL: url },
        database,
        sqlite: file,
        close: async () => void (await Promise.all([database?.close(), file?.close()])),
      };
    },
    close: async () => {
      const seen = await Promise.allSettled(opened);
      await Promise.all(seen.map((one) => (one.status === 'fulfilled' ? one.value?.close() : undefined)));
    },
  };
}
