import type { Sample } from './answer.ts';
import type { DatabaseAtBoot } from './database.ts';
import type { Draw } from './draw.ts';
import type { Changes } from './environment.ts';
import type { Findings } from './finding.ts';
import type { Json } from './json.ts';
import type { Tools } from './tools.ts';

/** One thing a right server does: looked at by a probe, judged by a pure function. */
export type Check = ProbedCheck | RunCheck;

interface CheckText {
  /** What a right server does, in kebab case. */
  readonly id: string;
  /** A sentence about the server, present tense. */
  readonly title: string;
  /** The most likely cause of a failure and where to look. */
  readonly hint: string;
  /** `should` never fails a run; `must` is the default. */
  readonly level?: 'must' | 'should';
  /** Defects of the evidence that this check is right not to find: `kata verify` asks for a reason. */
  readonly survives?: readonly Survivor[];
}

export interface ProbedCheck<Given extends Json = Json, Evidence = unknown> extends CheckText {
  readonly kind: 'probed';
  /**
   * `shared`: beside others on one server. `in-turn`: on that server as well, once the others are through, and one at a time.
   * `own`: on a boot of its own, beside others. `alone`: the same with the host to itself, for what is about time.
   * `alone-on-failure`: whatever else the machine does can only make it fail, so where gradings share a host it is
   * tried beside them first, and has passed if it passes there.
   */
  readonly runs: 'shared' | 'in-turn' | 'own' | 'alone' | 'alone-on-failure';
  /** One request after another goes over one connection, as usual on the server that all share; else each has its own. Not beside signals. */
  readonly keepsConnection?: boolean;
  /** Checks that must pass first; otherwise this one is blocked. */
  readonly needs?: readonly string[];
  /**
   * How long the contract itself makes the probe wait. The longest waits are begun first, and the longest of
   * all a little before everything else: its probe says when with `waiting`.
   */
  readonly waitsMs?: number;
  /** Variables of the server's environment that differ for this check; needs `own` or `alone`. */
  readonly env?: Changes;
  /** What the server's database is like while it boots, where it is not well; needs `own` or `alone`. */
  readonly database?: DatabaseAtBoot;
  /** Its Redis refuses connections while it boots; the same. */
  readonly redis?: 'refuses';
  given(draw: Draw): Given;
  probe(tools: Tools, given: Given): Promise<Evidence>;
  judge(evidence: Evidence, given: Given): Findings;
  /** Why the machine, and not the server, may be behind a failure; undefined on a quiet machine. */
  disturbed?(evidence: Evidence): string | undefined;
  /** The figures that a check of time, or of what a server uses, holds against its limits. */
  measure?(evidence: Evidence, given: Given): readonly Measure[];
}

/** A figure and its limit. `kata verify --runs` prints how far right and wrong servers stay from it. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  /** On which side of the limit a right server is. */
  readonly right: 'below' | 'above';
  readonly unit: 'ms' | 'MiB' | 'times';
  /** What the value was taken from, where it was many answers: the report draws them. */
  readonly samples?: readonly Sample[];
}

/** Mutants that a check does not find, by a pattern of their names in which `*` is any text, and why that is right. */
export interface Survivor {
  readonly mutant: string;
  readonly because: string;
}

/** A check on the run as a whole. */
export interface RunCheck extends CheckText {
  readonly kind: 'run';
  judge(run: RunSeen): Findings;
}

/** Whether it is about time, and measured on a quiet host. */
export function isTimed(runs: ProbedCheck['runs']): runs is 'alone' | 'alone-on-failure' {
  return runs === 'alone' || runs === 'alone-on-failure';
}

/** Whether it asks the server that all share. */
export function sharesServer(runs: ProbedCheck['runs']): runs is 'shared' | 'in-turn' {
  return runs === 'shared' || runs === 'in-turn';
}

/** Whether a run fails with it. */
export function isMust({ level = 'must' }: Pick<Check, 'level'>): boolean {
  return level === 'must';
}

/** Checks that failed on the server they shared with others and passed on a fresh one. */
export interface RunSeen {
  readonly passedOnlyAlone: readonly string[];
  /** How the shared server ended while it was probed; null if it did not. */
  readonly sharedServerEnded: string | null;
}
