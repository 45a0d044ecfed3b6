import type { Check } from './check.ts';
import type { CompanionKind } from './companion.ts';
import type { UpstreamPlan } from './upstream.ts';

export interface Exercise {
  readonly id: string;
  readonly title: string;
  readonly boot: Boot;
  /** What stands beside the server. */
  readonly companions?: readonly CompanionKind[];
  /** An HTTP server that it asks. */
  readonly upstream?: UpstreamPlan;
  /** In teaching order; a rule's number is its place. */
  readonly rules: readonly Rule[];
  /** Rows of the status map as a Markdown table, where the exercise has one. */
  readonly statusTable?: string;
}

/** One demand: its text in the spec, why production cares, and the checks that observe it. */
export interface Rule {
  readonly id: string;
  readonly text: string;
  readonly why: string;
  readonly checks: readonly Check[];
}

export interface Boot {
  /** The server is ready when this answers at all (`http`), or when the port accepts (`tcp`). */
  readonly ready: { readonly kind: 'http'; readonly path: string } | { readonly kind: 'tcp' };
  readonly readyTimeoutMs: number;
  /** What the program finds in its environment, besides nothing. */
  readonly environment: readonly Variable[];
}

export interface Variable {
  readonly name: string;
  readonly meaning: string;
  /** What the grader sets, where it is not chosen for each boot. */
  readonly value?: string;
}

/** All checks of an exercise, in teaching order. */
export function checksOf({ rules }: Exercise): readonly Check[] {
  return rules.flatMap(({ checks }) => checks);
}

export function checkIdsOf(exercise: Exercise): readonly string[] {
  return checksOf(exercise).map(({ id }) => id);
}
