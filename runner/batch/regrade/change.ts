import type { Summary } from '../result.ts';

/** What grading anew does to a submission. */
export interface Change {
  readonly before: Summary;
  readonly after: Summary;
  /** Checks that pass now and did not, and those that no longer do. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** Who is graded otherwise than before, and through which checks; those who lose most come first. */
export function changesOf(before: ReadonlyMap<string, Summary>, after: readonly Summary[]): readonly Change[] {
  return after
    .flatMap((now): readonly Change[] => {
      const then = before.get(now.id);
      if (then === undefined) return [];
      const [passedThen, passedNow] = [passedIn(then), passedIn(now)];
      const [gained, lost] = [minus(passedNow, passedThen), minus(passedThen, passedNow)];
      const isSame = then.outcome === now.outcome && then.points.earned === now.points.earned && then.points.of === now.points.of;
      return isSame && gained.length + lost.length === 0 ? [] : [{ before: then, after: now, gained, lost }];
    })
    .sort((a, b) => difference(a) - difference(b) || (a.after.id < b.after.id ? -1 : 1));
}

function difference({ before, after }: Change): number {
  return after.points.earned - before.points.earned;
}

function passedIn({ checks }: Summary): ReadonlySet<string> {
  return new Set(checks.flatMap(({ id, status }) => (status === 'pass' ? [id] : [])));
}

function minus(some: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] {
  return [...some].filter((id) => !others.has(id));
}
