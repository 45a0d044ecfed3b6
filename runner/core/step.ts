import type { CompanionFault } from './companion.ts';
import type { DatabaseFault } from './database.ts';
import type { Changes } from './environment.ts';
import type { Run } from './runs.ts';
import type { Reply } from './upstream.ts';

/** What is repeated in it, where that tells it whole in a few words, or else its length. */
export type LongBody = { readonly runs: readonly Run[] } | { readonly bytes: number };

/** One thing a probe did, told so that a learner can repeat it by hand. */
export type Step =
  | {
      readonly kind: 'http';
      readonly method: string;
      readonly path: string;
      readonly headers: { readonly [name: string]: string };
      readonly body?: string;
      /** A body that is too long to show. */
      readonly longBody?: LongBody;
      /** The `id` that the answer's JSON held, so that later steps can refer to it. */
      readonly id?: string;
      /** Sent together with the steps around it. */
      readonly times?: number;
      /** Why it was not simply sent and read, e.g. "the last body byte is withheld". */
      readonly note?: string;
    }
  | { readonly kind: 'tcp'; readonly bytes: string; readonly length: number; readonly note?: string; readonly times?: number }
  | { readonly kind: 'udp'; readonly bytes: string; readonly length: number; readonly note?: string }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'restart'; readonly signal: string }
  | { readonly kind: 'database'; readonly does: DatabaseFault }
  | { readonly kind: 'redis' | 'upstream'; readonly does: CompanionFault }
  | { readonly kind: 'upstream'; readonly does: 'answer'; readonly path: string; readonly reply: Reply }
  | { readonly kind: 'start'; readonly env: Changes };
