import type { CompanionKind, Companions } from '../core/companion.ts';

export interface StartedCompanions {
  readonly companions: Companions;
  stop(): Promise<void>;
}

type Place<Kind extends CompanionKind> = Required<Companions>[Kind];

/** How a driver starts each kind. It may not take connections yet. */
type Starters = { readonly [Kind in CompanionKind]: () => Promise<Place<Kind> & { stop(): Promise<void> }> };

/** Starts what an exercise names: all of it, or nothing. */
export async function startCompanions(kinds: readonly CompanionKind[], starters: Starters): Promise<StartedCompanions> {
  const all = await Promise.allSettled([
    kinds.includes('postgres') ? starters.postgres() : undefined,
    kinds.includes('redis') ? starters.redis() : undefined,
    kinds.includes('sqlite') ? starters.sqlite() : undefined,
  ]);
  const stop = async () => {
    await Promise.all(all.map((one) => (one.status === 'fulfilled' ? one.value?.stop() : undefined)));
  };
  const [postgres, redis, sqlite] = all;
  if (postgres.status === 'rejected' || redis.status === 'rejected' || sqlite.status === 'rejected') {
    await stop();
    throw all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))[0];
  }
  return {
    companions: {
      ...(postgres.value === undefined ? {} : { postgres: { port: postgres.value.port } }),
      ...(redis.value === undefined ? {} : { redis: { port: redis.value.port, password: redis.value.password } }),
      ...(sqlite.value === undefined ? {} : { sqlite: { folder: sqlite.value.folder } }),
    },
    stop,
  };
}
