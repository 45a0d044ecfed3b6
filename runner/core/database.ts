import type { Json } from './json.ts';
import type { SqliteAtBoot, SqliteFault } from './sqlite.ts';

/** A server's own database in Postgres. What is done to it is seen by that server alone. */
export interface Database {
  /** What the server finds in `DATABASE_URL`. */
  readonly url: string;
  /** Cuts every connection of the server and refuses new ones, as where the database is down. */
  refuse(): Promise<void>;
  /** Takes connections and keeps those there are, and passes no byte on, as where the database hangs. */
  hang(): Promise<void>;
  /** Cuts every connection of the server and takes new ones, as after a restart of the database. */
  cut(): Promise<void>;
  /** Works as ever again, after `refuse` or `hang`. */
  serve(): Promise<void>;
  /** Asks the database over a connection of the grader's own, which no fault reaches. Values are given apart, as `$1`, `$2`… */
  query(sql: string, values?: readonly Json[]): Promise<readonly { readonly [column: string]: Json }[]>;
  traffic(): Promise<DatabaseTraffic>;
}

export type RelayFault = 'refuse' | 'hang' | 'cut' | 'serve';

/** Whatever can befall a server's database, in the words of a report and of `kata run`. */
export type DatabaseFault = RelayFault | SqliteFault;

/** `refuses`: Postgres takes no connections. */
export type DatabaseAtBoot = 'refuses' | SqliteAtBoot;

/** What a server did with its database since its boot. */
export interface DatabaseTraffic {
  /** Connections now. */
  readonly open: number;
  /** The most connections there were at once. */
  readonly mostOpen: number;
  /** All connections there ever were. */
  readonly opened: number;
  /** Statements that were executed, those of the driver itself included. */
  readonly statements: number;
}
