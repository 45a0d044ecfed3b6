import type { Variable } from '../../runner/core/exercise.ts';

/** What every program that serves TCP or UDP finds in its environment. */
export const tcpEnvironment: readonly Variable[] = [
  { name: 'HOST', meaning: 'the address to bind; `0.0.0.0` if it is not set' },
  { name: 'PORT', meaning: 'the port to bind; `3000` if it is not set' },
  { name: 'RUST_LOG', meaning: 'the log filter', value: 'info' },
  { name: 'NO_COLOR', meaning: 'log without colours', value: '1' },
  { name: 'TOKIO_WORKER_THREADS', meaning: 'read by tokio: two worker threads, on any machine', value: '2' },
];

/** The same for HTTP servers, which have a grace period as well. */
export const httpEnvironment: readonly Variable[] = [
  ...tcpEnvironment,
  { name: 'SHUTDOWN_GRACE_MS', meaning: 'how long requests in flight may take after a signal; `5000` if it is not set', value: '5000' },
];

/** Where Postgres is the exercise's companion. */
export const databaseEnvironment: Variable = {
  name: 'DATABASE_URL',
  meaning: 'the database, as `postgres://user:password@host:port/name`',
};

/** Where SQLite is. */
export const sqliteEnvironment: Variable = {
  name: 'DATABASE_URL',
  meaning: 'the file of the database, as `sqlite://` and an absolute path',
};

/** Where Redis is. */
export const redisEnvironment: Variable = {
  name: 'REDIS_URL',
  meaning: 'Redis, as `redis://user:password@host:port/number`',
};
