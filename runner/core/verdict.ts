import type { Finding } from './finding.ts';
import type { Exit, LimitHit } from './program.ts';

export interface KeyedFinding extends Finding {
  readonly key: string;
}

/** What a check came to. `inconclusive` is the machine's fault and `error` ours; neither is the learner's. */
export type Verdict =
  | { readonly status: 'pass' }
  | { readonly status: 'fail'; readonly findings: readonly KeyedFinding[]; readonly died?: Exit; readonly hit?: readonly LimitHit[] }
  | { readonly status: 'blocked'; readonly by: string }
  | { readonly status: 'inconclusive'; readonly because: string }
  | { readonly status: 'error'; readonly because: string };
