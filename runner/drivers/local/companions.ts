import type { CompanionKind } from '../../core/companion.ts';
import { type StartedCompanions, startCompanions } from '../companions.ts';

/** Private instances from this machine's programs. */
export function startLocalCompanions(kinds: readonly CompanionKind[]): Promise<StartedCompanions> {
  return startCompanions(kinds, {
    postgres: async () => (await import('./postgres/start.ts')).startPostgres(),
    redis: async () => (await import('./redis/start.ts')).startRedis(),
    sqlite: async () => (await import('./sqlite/start.ts')).startSqlite(),
  });
}
