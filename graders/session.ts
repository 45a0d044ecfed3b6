import type { Database } from '../runner/core/database.ts';
import type { Launcher, Signal } from '../runner/core/program.ts';
import type { Redis } from '../runner/core/redis.ts';
import type { Sqlite } from '../runner/core/sqlite.ts';
import type { Step } from '../runner/core/step.ts';
import type { Restart } from '../runner/core/tools.ts';
import type { Upstream } from '../runner/core/upstream.ts';

/** What the vocabulary needs to know about the server that is probed, and where it notes what it did. */
export interface Session {
  readonly host: string;
  readonly port: number;
  readonly serverId: number;
  /** The run's: what a client says of itself is drawn from it. */
  readonly seed: number;
  readonly launcher: Launcher;
  readonly baseEnv: { readonly [name: string]: string };
  /** Aborted when the probe has used up its time: everything under way then ends as timed out. */
  readonly deadline: AbortSignal;
  readonly note: (step: Step) => Step;
  /** Requests one after the other use one connection. Not where idle connections would change what is looked at. */
  readonly keepsConnection: boolean;
  /** Ids for programs that a probe starts itself. */
  readonly newServerId: () => number;
  /** The learner's server was told to stop, so its end is no surprise. */
  readonly expectEnd: () => void;
  /** Where the exercise has it as its companion. */
  readonly database: Database | undefined;
  readonly sqlite: Sqlite | undefined;
  readonly redis: Redis | undefined;
  readonly upstream: Upstream | undefined;
  readonly restart: (signal: Signal, timeoutMs: number) => Promise<Restart>;
  readonly onWaiting: () => void;
}

export const defaultTimeoutMs = 5_000;
