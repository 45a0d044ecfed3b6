import limits from '../../../docker/limits.json' with { type: 'json' };

/** What a container may use. docker/README.md says why these figures. */
export interface Limits {
  readonly memoryBytes: number;
  readonly cpus: number;
  readonly pids: number;
  readonly openFiles: number;
  readonly fileBytes: number;
  /** Also kept inside the container, should the runner die. */
  readonly wallSeconds: number;
  /** The engine's runtime that holds it, where it is not to be the engine's own choice. */
  readonly runtime?: string;
  /** Writable folders and their mount options. */
  readonly tmpfs: { readonly [path: string]: string };
}

/** Of the agent's container. */
export interface AgentLimits extends Limits {
  /** Mount options of a folder in memory that other containers may share. */
  readonly shared: string;
}

/** Of a container that may write to its own files, not only to tmpfs. */
export interface WriterLimits extends Limits {
  /** All that it writes there. */
  readonly diskBytes: number;
}

/** Of a container whose output is read. */
export interface ProgramLimits extends Limits {
  /** All that it prints. */
  readonly logBytes: number;
}

/** The limits of each kind of container. */
export type DockerLimits = { readonly agent: AgentLimits; readonly companion: Limits; readonly run: ProgramLimits } & {
  readonly [purpose in 'build' | 'fetch']: WriterLimits;
};

export const usualLimits: DockerLimits = limits;
