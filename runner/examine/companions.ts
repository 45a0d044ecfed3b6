import type { BootChanges } from '../core/bench.ts';
import type { Companions } from '../core/companion.ts';
import type { Variables } from '../core/environment.ts';
import type { UpstreamPlan } from '../core/upstream.ts';
import { type OpenDatabase, openDatabases } from './database/databases.ts';
import { type OpenRedis, openRedises } from './redis/redises.ts';
import { type OpenSqlite, openFiles } from './sqlite/files.ts';
import { type OpenUpstream, openUpstream } from './upstream/upstream.ts';

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
  readonly sqlite?: OpenSqlite;
  readonly upstream?: OpenUpstream;
  /** Where the server finds them. */
  readonly env: Variables;
  close(): Promise<void>;
}

/** Begins to open them; what went wrong is heard by whoever asks for one. */
export function openCompanions({ postgres, redis, sqlite }: Companions, upstream?: UpstreamPlan): OpenCompanions {
  const databases = postgres && openDatabases(postgres.port);
  const redises = redis && openRedises(redis);
  const files = sqlite && openFiles(sqlite.folder);
  for (const one of [databases, files]) one?.catch(() => {});
  let redisPorts = (): readonly number[] => (redis === undefined ? [] : [redis.port]);
  redises?.then(
    ({ ports }) => {
      redisPorts = ports;
    },
    () => {},
  );
  const upstreams = new Set<OpenUpstream>();
  return {
    create: async (changes = {}) => {
      const fileAtBoot = changes.database === 'refuses' ? undefined : changes.database;
      const [database, ownRedis, file, ownUpstream] = await Promise.all([
        databases?.then((all) => all.create()),
        redises?.then((all) => all.create()),
        files?.then((all) => all.create(fileAtBoot)),
        upstream && openUpstream(upstream),
      ]);
      if (ownUpstream !== undefined) upstreams.add(ownUpstream);
      if (changes.database === 'refuses') await database?.refuse();
      if (changes.redis === 'refuses') await ownRedis?.refuse();
      const url = database?.url ?? file?.url;
      return {
        ...(database === undefined ? {} : { database }),
        ...(ownRedis === undefined ? {} : { redis: ownRedis }),
        ...(file === undefined ? {} : { sqlite: file }),
        ...(ownUpstream === undefined ? {} : { upstream: ownUpstream }),
        env: {
          ...(url === undefined ? {} : { DATABASE_URL: url }),
          ...(ownRedis === undefined ? {} : { REDIS_URL: ownRedis.url }),
          ...(upstream === undefined || ownUpstream === undefined ? {} : { [upstream.variable]: ownUpstream.url }),
        },
        close: async () => {
          if (ownUpstream !== undefined) upstreams.delete(ownUpstream);
          await Promise.all([database?.close(), ownRedis?.close(), file?.close(), ownUpstream?.close()]);
        },
      };
    },
    ports: () => [...(postgres === undefined ? [] : [postgres.port]), ...redisPorts()],
    close: async () => {
      const opened = [databases?.then((all) => all.close()), redises?.then((all) => all.close()), files?.then((all) => all.close())];
      await Promise.allSettled([...opened, ...[...upstreams].map((one) => one.close())]);
    },
  };
}
