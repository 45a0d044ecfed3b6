import type { BootOutcome } from './boot.ts';
import type { DatabaseAtBoot } from './database.ts';
import type { Changes } from './environment.ts';
import type { Json } from './json.ts';
import type { Exit, LimitHit } from './program.ts';
import type { Step } from './step.ts';
import type { Usage } from './usage.ts';

/** The place where servers are booted and probed: this process, or the agent beside the container. */
export interface Bench {
  boot(server: number, changes: BootChanges): Promise<BootOutcome>;
  /** `onWaiting` is told when all that is left of the probe is to wait. */
  probe(request: ProbeRequest, onWaiting?: () => void): Promise<Probed>;
  /** Which limits a server has run into, and lived on. */
  limitsHit(server: number): Promise<readonly LimitHit[]>;
  /** What all programs used up to now. Null where it cannot be seen. */
  usage(): Promise<Usage | null>;
  stop(server: number): Promise<void>;
  close(): Promise<void>;
}

/** How a boot differs from the usual one. */
export interface BootChanges {
  readonly env?: Changes;
  readonly database?: DatabaseAtBoot;
  readonly redis?: 'refuses';
}

export interface ProbeRequest {
  readonly server: number;
  readonly checkId: string;
  /** The run's. */
  readonly seed: number;
  readonly given: Json;
}

/** What a probe brought back: evidence without opinion, and what was done to get it. */
export interface Probed {
  readonly evidence: Json;
  readonly steps: readonly Step[];
  /** The server's log while the probe ran, the last 200 lines. */
  readonly log: readonly string[];
  /** Set where the server ended during the probe without having been told to. */
  readonly died?: Exit;
  /** Looked at where the check failed. */
  readonly hit?: readonly LimitHit[];
  /** Set where the probe itself broke: a bug of the grader. */
  readonly broke?: string;
  readonly ms: number;
}
