import type { CompanionFault, Connections, Faults } from './companion.ts';
import type { Json } from './json.ts';
import type { SqliteAtBoot, SqliteFault } from './sqlite.ts';

/** A server's own database in Postgres. What is done to it is seen by that server alone. */
export interface Database extends Faults {
  /** What the server finds in `DATABASE_URL`. */
  readonly url: string;
  /** Asks the database over a connection of the grader's own, which no fault reaches. Values are given apart, as `$1`, `$2`… */
  query(sql: string, values?: readonly Json[]): Promise<readonly { readonly [column: string]: Json }[]>;
  traffic(): Promise<DatabaseTraffic>;
}

/** Whatever can befall a server's database, in the words of a report and of `kata run`. */
export type DatabaseFault = CompanionFault | SqliteFault;

/** `refuses`: Postgres takes no connections. */
export type DatabaseAtBoot = 'refuses' | SqliteAtBoot;

/** What a server did with its database since its boot. */
export interface DatabaseTraffic extends Connections {
  /** Statements that were executed, those of the driver itself included. */
  readonly statements: number;
}
