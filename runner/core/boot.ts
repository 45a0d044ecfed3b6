import type { Exit, LimitHit, Listening, Log } from './program.ts';

/** How a boot went. Each way of not being ready has words and a fix of its own. */
export type BootOutcome = { readonly kind: 'ready'; readonly ms: number } | BootFault;

export type BootFault = { readonly log: Log; readonly port: number; readonly hit?: readonly LimitHit[] } & (
  | { readonly kind: 'exited'; readonly exit: Exit; readonly ms: number }
  | { readonly kind: 'other-port'; readonly listening: readonly Listening[] }
  | { readonly kind: 'loopback-only'; readonly address: string }
  | { readonly kind: 'never-listens'; readonly afterMs: number }
  | { readonly kind: 'too-slow'; readonly afterMs: number; readonly limitMs: number }
  | { readonly kind: 'not-http'; readonly bytes: string }
  | { readonly kind: 'silent'; readonly afterMs: number }
  | { readonly kind: 'closes'; readonly afterMs: number }
);
