/** What an exercise is graded through, or what stands beside its server. */
export type Kind =
  | 'HTTP'
  | 'TCP'
  | 'UDP'
  | 'WebSocket'
  | 'gRPC'
  | 'QUIC'
  | 'CLI'
  | 'Postgres'
  | 'SQLite'
  | 'Redis'
  | 'log'
  | 'files'
  | 'browser';

/** What is known of an exercise before it is there. */
export interface Planned {
  readonly kinds: readonly Kind[];
  /** What it takes somebody who has done the rows before it, roughly. */
  readonly minutes: number;
}

/** A roadmap: its rows in order, each with the exercises that grade it. */
export interface Track {
  readonly id: string;
  readonly title: string;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

export interface Row {
  /** Unique in its track: `axum-14/day-05` is its name everywhere else. */
  readonly id: string;
  readonly title: string;
  /** None for what is reading, talk or habit: such a row is not graded. */
  readonly exercises: readonly string[];
}
