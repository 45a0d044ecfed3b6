import type { Probed } from './bench.ts';
import type { BootFault } from './boot.ts';
import type { Check, RunSeen } from './check.ts';
import type { BuildFault, BuildProgress, ProjectPlace } from './driver.ts';
import type { Exercise, Rule } from './exercise.ts';
import type { Json } from './json.ts';
import type { Usage } from './usage.ts';
import type { Verdict } from './verdict.ts';

/** What is to be graded, all of it known before anything is built. */
export interface Plan {
  readonly exercise: Exercise;
  readonly project: ProjectPlace;
  /** The checks to run, in the exercise's order; what they need is among them. */
  readonly checks: readonly PlannedCheck[];
  readonly seed: number;
  readonly driver: 'docker' | 'local';
  /** Why this driver and not the other. */
  readonly because: string;
  /** The words that repeat this command, without `--only` and `--seed`. */
  readonly command: string;
}

export interface PlannedCheck {
  readonly check: Check;
  readonly rule: Rule;
  /** The rule's place in the exercise, from 1. */
  readonly ruleNumber: number;
}

/** The one stream between the pipeline and whoever looks on. Its order is the order of the pipeline. */
export type RunEvent =
  | { readonly type: 'planned'; readonly plan: Plan }
  | { readonly type: 'building'; readonly progress: BuildProgress }
  | { readonly type: 'built'; readonly ms: number; readonly notes: readonly string[]; readonly usage?: Usage }
  | { readonly type: 'not-built'; readonly why: BuildFault; readonly output: string; readonly usage?: Usage }
  | { readonly type: 'booted'; readonly ms: number }
  | { readonly type: 'not-booted'; readonly fault: BootFault; readonly usage?: Usage }
  | Judged
  | { readonly type: 'finished'; readonly outcome: Outcome; readonly checksMs: number; readonly usage?: Usage };

export interface Judged {
  readonly type: 'judged';
  readonly planned: PlannedCheck;
  readonly verdict: Verdict;
  readonly given: Json;
  readonly probed?: Probed;
  /** What a check on the run as a whole looked at. */
  readonly seen?: RunSeen;
}

export type Outcome = 'passed' | 'failed' | 'inconclusive' | 'error';

/** The plan among the events of a run; undefined before there is one. */
export function planIn(events: readonly RunEvent[]): Plan | undefined {
  return events.find((event) => event.type === 'planned')?.plan;
}

/** The verdicts among the events of a run, as they came. */
export function judgedIn(events: readonly RunEvent[]): readonly Judged[] {
  return events.flatMap((event) => (event.type === 'judged' ? [event] : []));
}
