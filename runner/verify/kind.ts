import { type Check, isTimed, sharesServer } from '../core/check.ts';

/** What a check is about: what a server answers, how it lives and ends, or how long it takes. */
export type Kind = 'function' | 'life' | 'time';

export const kinds: readonly Kind[] = ['function', 'life', 'time'];

export function kindOf(check: Check): Kind {
  if (check.kind === 'run' || sharesServer(check.runs)) return 'function';
  return isTimed(check.runs) ? 'time' : 'life';
}
