import type { Sqlite, SqliteFault } from '../../runner/core/sqlite.ts';
import type { Session } from '../session.ts';

/** The server's own SQLite file; each fault that it is given is a step of the probe. */
export function createSqlite({ sqlite, note }: Session): Sqlite {
  const open = (does?: SqliteFault): Sqlite => {
    if (sqlite === undefined) throw new Error("the exercise has no SQLite file: name 'sqlite' among its companions");
    if (does !== undefined) note({ kind: 'database', does });
    return sqlite;
  };
  return {
    get url() {
      return open().url;
    },
    lock: async () => open('lock').lock(),
    read: async () => open('read').read(),
    unlock: async () => open('unlock').unlock(),
    mount: async () => open('mount').mount(),
    rows: async () => open().rows(),
  };
}
