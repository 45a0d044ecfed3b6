import type { Database, RelayFault } from '../../runner/core/database.ts';
import type { Session } from '../session.ts';

/** The server's own database; each fault that it is given is a step of the probe. */
export function createDatabase({ database, note }: Session): Database {
  const open = (): Database => {
    if (database === undefined) throw new Error("the exercise has no database: name 'postgres' among its companions");
    return database;
  };
  const fault = (does: RelayFault) => async () => {
    note({ kind: 'database', does });
    await open()[does]();
  };
  return {
    get url() {
      return open().url;
    },
    refuse: fault('refuse'),
    hang: fault('hang'),
    cut: fault('cut'),
    serve: fault('serve'),
    query: async (sql, values) => open().query(sql, values),
    traffic: async () => open().traffic(),
  };
}
