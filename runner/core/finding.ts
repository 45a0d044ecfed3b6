/** One disagreement between the spec and what was seen. Text around it is composed by the reporters. */
export interface Finding {
  /** What would have been right; several answers may be. */
  readonly expected: readonly [string, ...string[]];
  /** What was seen, whole. */
  readonly actual: string;
  /** Replaces the check's hint where this very outcome has a known cause. */
  readonly hint?: string;
}

/** What a judge returns: constant keys, each holding nothing or a finding. */
export type Findings = Readonly<Record<string, Finding | undefined>>;
