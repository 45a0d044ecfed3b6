/** A service of the grader's that stands beside the server. */
export type CompanionKind = 'postgres';

/** Where the companions of a run are, as seen from where its probes run: on loopback, for this run alone. */
export interface Companions {
  readonly postgres?: { readonly port: number };
}

/** Who Postgres takes for its administrator when it comes up. The first thing the grader does is to change the password. */
export const postgresAdministrator = { user: 'kata', password: 'kata' } as const;
