import type { Phase } from './grade.ts';
import type { Summary } from './result.ts';

/** What a batch tells, as it happens. */
export type BatchEvent =
  /** So many are to be graded; the others have their result. */
  | {
      readonly type: 'looked';
      readonly submissions: number;
      readonly toGrade: number;
      readonly builds: boolean;
      readonly outside: readonly OutsideAsked[];
    }
  /** This machine told the right program from the one that does nothing. */
  | { readonly type: 'canary'; readonly ms: number }
  | { readonly type: 'at'; readonly id: string; readonly phase: Phase }
  /** Nothing came of a try that is the submission's fault. */
  | { readonly type: 'again'; readonly id: string; readonly because: string }
  /** The result is on the disk. */
  | { readonly type: 'graded'; readonly summary: Summary; readonly how: How }
  | { readonly type: 'not-graded'; readonly id: string; readonly name: string; readonly because: string; readonly isOurs: boolean };

/** A crate outside the vetted set, and how many submissions ask for it. */
export interface OutsideAsked {
  readonly name: string;
  readonly count: number;
}

/** `kept` from before; `same` as that of another submission with the same content. */
export type How = 'graded' | 'kept' | 'same';
