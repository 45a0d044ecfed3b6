/** A service of the grader's that stands beside the server. */
export type CompanionKind = 'postgres' | 'sqlite' | 'redis';

/** Where the companions of a run are, as seen from where its probes run, for this run alone: on loopback, or in a folder. */
export interface Companions {
  readonly postgres?: { readonly port: number };
  readonly sqlite?: { readonly folder: string };
  /** The Redis that further ones are asked for at, and its password, which is the run's alone. */
  readonly redis?: { readonly port: number; readonly password: string };
}

/** Who Postgres takes for its administrator when it comes up. The first thing the grader does is to change the password. */
export const postgresAdministrator = { user: 'kata', password: 'kata' } as const;

/** The list at which the first Redis is told which others to start. */
export const redisStarts = 'starts';

export const companionFaults = ['refuse', 'hang', 'slow', 'cut', 'serve'] as const;

/** How late a slow companion says what it says. */
export const slowMs = 200;

export type CompanionFault = (typeof companionFaults)[number];

/** What can be done to a server's own companion. It is seen by that server alone. */
export interface Faults {
  /** Cuts every connection of the server and refuses new ones, as where the companion is down. */
  refuse(): Promise<void>;
  /** Takes connections and keeps those there are, and passes no byte on, as where the companion hangs. */
  hang(): Promise<void>;
  /** Passes on what the companion says `slowMs` late, each time, as where it is far away or has too much to do. */
  slow(): Promise<void>;
  /** Cuts every connection of the server and takes new ones, as after a restart of the companion. */
  cut(): Promise<void>;
  /** Works as ever again, after `refuse`, `hang` or `slow`. */
  serve(): Promise<void>;
}

/** How a server was connected to its companion since its boot. */
export interface Connections {
  /** Connections now. */
  readonly open: number;
  /** The most connections there were at once. */
  readonly mostOpen: number;
  /** All connections there ever were. */
  readonly opened: number;
}
