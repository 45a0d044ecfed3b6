import type { Database } from '../../runner/core/database.ts';
import { toldFaults } from '../companion/faults.ts';
import type { Session } from '../session.ts';

/** The server's own database. */
export function createDatabase({ database, note }: Session): Database {
  const open = (): Database => {
    if (database === undefined) throw new Error("the exercise has no database: name 'postgres' among its companions");
    return database;
  };
  return {
    get url() {
      return open().url;
    },
    ...toldFaults('database', open, note),
    query: async (sql, values) => open().query(sql, values),
    traffic: async () => open().traffic(),
  };
}
