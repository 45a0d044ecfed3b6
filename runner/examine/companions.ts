import type { BootChanges } from '../core/bench.ts';
import type { Companions } from '../core/companion.ts';
import type { Variables } from '../core/environment.ts';
import { type OpenDatabase, openDatabases } from './database/databases.ts';
import { type OpenRedis, openRedises } from './redis/redises.ts';

/** The companions of a run: fresh ones for each boot. */
export interface OpenCompanions {
  create(changes?: BootChanges): Promise<OwnCompanions>;
  /** Where they listen, in the network of the servers. */
  ports(): readonly number[];
  close(): Promise<void>;
}

/** What stands beside one server. */
export interface OwnCompanions {
  readonly database?: OpenDatabase;
  readonly redis?: OpenRedis;
  /** Where the server finds them. */
  readonly env: Variables;
  close(): Promise<void>;
}

/** Begins to open them; what went wrong is heard by whoever asks for one. */
export function openCompanions({ postgres, redis }: Companions): OpenCompanions {
  const databases = postgres && openDatabases(postgres.port);
  const redises = redis && openRedises(redis);
  databases?.catch(() => {});
  let redisPorts = (): readonly number[] => (redis === undefined ? [] : [redis.port]);
  redises?.then(
    ({ ports }) => {
      redisPorts = ports;
    },
    () => {},
  );
  return {
    create: async (changes = {}) => {
      const [database, ownRedis] = await Promise.all([databases?.then((all) => all.create()), redises?.then((all) => all.create())]);
      if (changes.database === 'refuses') await database?.refuse();
      if (changes.redis === 'refuses') await ownRedis?.refuse();
      return {
        ...(database === undefined ? {} : { database }),
        ...(ownRedis === undefined ? {} : { redis: ownRedis }),
        env: {
          ...(database === undefined ? {} : { DATABASE_URL: database.url }),
          ...(ownRedis === undefined ? {} : { REDIS_URL: ownRedis.url }),
        },
        close: async () => {
          await Promise.all([database?.close(), ownRedis?.close()]);
        },
      };
    },
    ports: () => [...(postgres === undefined ? [] : [postgres.port]), ...redisPorts()],
    close: async () => {
      await Promise.allSettled([databases?.then((all) => all.close()), redises?.then((all) => all.close())]);
    },
  };
}
