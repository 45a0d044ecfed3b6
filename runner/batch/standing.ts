import type { BatchEvent } from './event.ts';
import type { Summary } from './result.ts';

export interface NotGraded {
  readonly id: string;
  readonly name: string;
  readonly because: string;
}

/** Where a batch stands: a fold of its events. */
export interface Standing {
  readonly results: readonly Summary[];
  readonly notGraded: readonly NotGraded[];
  /** Results that were there before, and those that another with the same content has. */
  readonly kept: number;
  readonly same: number;
  /** Whether a fault of kata's own is among what was not graded. */
  readonly isOurs: boolean;
}

export function standingOf(events: readonly BatchEvent[]): Standing {
  const graded = events.flatMap((event) => (event.type === 'graded' ? [event] : []));
  const notGraded = events.flatMap((event) => (event.type === 'not-graded' ? [event] : []));
  return {
    results: graded.map(({ summary }) => summary).sort((a, b) => (a.id < b.id ? -1 : 1)),
    notGraded: notGraded.map(({ id, name, because }) => ({ id, name, because })),
    kept: graded.filter(({ how }) => how === 'kept').length,
    same: graded.filter(({ how }) => how === 'same').length,
    isOurs: notGraded.some(({ isOurs }) => isOurs),
  };
}
