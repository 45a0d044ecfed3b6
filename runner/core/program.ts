import type { Json } from './json.ts';
import type { Usage } from './usage.ts';

/** How a program ended: an exit code, or the signal that killed it. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  /** The limit on its memory, where that is what killed it. */
  readonly memoryLimitBytes?: number;
  /** The limit on what it prints, where it was ended for that. */
  readonly logLimitBytes?: number;
}

export type Signal = 'SIGTERM' | 'SIGINT' | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT';

/** The last lines of what a program printed; the totals count what was dropped as well. */
export interface Log {
  readonly lines: readonly string[];
  readonly totalLines: number;
  readonly totalBytes: number;
}

/** A socket the program listens on. */
export interface Listening {
  readonly address: string;
  readonly port: number;
}

/** What a program has used since its start and what it holds, all that it started included. */
export interface Resources {
  readonly cpuMs: number;
  readonly residentBytes: number;
  /** The most it ever held, as far as that was seen. */
  readonly peakBytes: number;
  /** How often it was refused another process or thread, where that is counted. */
  readonly refusedProcesses?: number;
}

/** A limit that a program ran into and lived on. */
export interface LimitHit {
  readonly kind: 'processes';
  readonly limit: number;
}

/**
 * Starts and stops the learner's program, wherever it is kept. Every value is plain JSON, so that the
 * same calls work in one process and across the agent's wire. Ids are given by the caller.
 */
export interface Launcher {
  /** Where the program is told to bind. */
  readonly bindHost: string;
  /** What the program is started on top of: one closed environment, nothing of the host's. */
  start(start: ProgramStart): Promise<void>;
  signal(id: number, signal: Signal): Promise<void>;
  /** Resolves when the program itself has ended, whatever still holds its pipes. */
  exit(id: number): Promise<Exit>;
  /** The lines after the first `since` ones, as far as they are still kept. */
  log(id: number, since: number): Promise<Log>;
  /** Resolves with what was printed on stdout, once it holds `text` at least `times` times or the time is up. */
  logWith(id: number, text: string, times: number, timeoutMs: number): Promise<Log>;
  /** Sockets the program listens on; undefined where they cannot be seen. */
  listening(id: number): Promise<readonly Listening[] | undefined>;
  /** Undefined where it cannot be seen: on macOS, or when the program has ended. */
  resources(id: number): Promise<Resources | undefined>;
  /** Which limits it has run into; none where there are none. */
  limitsHit(id: number): Promise<readonly LimitHit[]>;
  /** What all programs used up to now, those that were removed included, as far as it was seen. Null where it cannot be seen. */
  usage(): Promise<Usage | null>;
  /** Ends the program and everything it started. */
  remove(id: number): Promise<void>;
  /** Ends all programs; none can be started after. */
  removeAll(): Promise<void>;
}

export interface ProgramStart {
  readonly id: number;
  readonly env: { readonly [name: string]: string };
}

export type LauncherCall = Exclude<keyof Launcher, 'bindHost'>;
export type LauncherParams = readonly Json[];
