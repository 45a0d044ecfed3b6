import type { BatchEvent, OutsideAsked } from '../event.ts';
import type { Phase } from '../grade.ts';
import type { Outcome } from '../result.ts';

/** How far a batch is: a fold of its events as they come. */
export interface BatchProgress {
  readonly toGrade: number;
  readonly done: number;
  readonly outcomes: ReadonlyMap<Outcome, number>;
  readonly notGraded: number;
  /** What is in flight, since when, in milliseconds of some clock. */
  readonly inFlight: ReadonlyMap<string, { readonly phase: Phase; readonly since: number }>;
  readonly outside: readonly OutsideAsked[];
  /** When the first submission was begun. */
  readonly begun: number | undefined;
}

export const noProgress: BatchProgress = {
  ...{ toGrade: 0, done: 0, notGraded: 0, outside: [], begun: undefined },
  outcomes: new Map(),
  inFlight: new Map(),
};

export function progressAfter(progress: BatchProgress, event: BatchEvent, now: number): BatchProgress {
  switch (event.type) {
    case 'looked':
      return { ...progress, toGrade: event.toGrade, outside: event.outside };
    case 'canary':
      return { ...progress, begun: now };
    case 'at': {
      const since = progress.inFlight.get(event.id)?.since ?? now;
      return { ...progress, inFlight: new Map([...progress.inFlight, [event.id, { phase: event.phase, since }]]) };
    }
    case 'again':
      return progress;
    case 'graded': {
      if (event.how === 'kept') return progress;
      const { id, outcome } = event.summary;
      const outcomes = new Map([...progress.outcomes, [outcome, (progress.outcomes.get(outcome) ?? 0) + 1]]);
      return { ...progress, outcomes, done: progress.done + 1, inFlight: without(progress.inFlight, id) };
    }
    case 'not-graded':
      return { ...progress, done: progress.done + 1, notGraded: progress.notGraded + 1, inFlight: without(progress.inFlight, event.id) };
  }
}

/** How long the rest takes at this pace; undefined while nobody can know. */
export function leftMs({ done, toGrade, begun }: BatchProgress, now: number): number | undefined {
  return begun === undefined || done < 2 ? undefined : ((now - begun) / done) * (toGrade - done);
}

export function perMinute({ done, begun }: BatchProgress, now: number): number | undefined {
  return begun === undefined || done < 2 ? undefined : (done / (now - begun)) * 60_000;
}

function without<Value>(map: ReadonlyMap<string, Value>, id: string): ReadonlyMap<string, Value> {
  return new Map([...map].filter(([one]) => one !== id));
}
