/** A service of the grader's that stands beside the server. */
export type CompanionKind = 'postgres' | 'sqlite';

/** Where the companions of a run are, as seen from where its probes run, for this run alone: on loopback, or in a folder. */
export interface Companions {
  readonly postgres?: { readonly port: number };
  readonly sqlite?: { readonly folder: string };
}

/** Who Postgres takes for its administrator when it comes up. The first thing the grader does is to change the password. */
export const postgresAdministrator = { user: 'kata', password: 'kata' } as const;
