import { judgedIn } from '../core/event.ts';
import { checkIdsOf, type Exercise } from '../core/exercise.ts';
import type { Problem } from './problem.ts';
import type { Graded } from './verify.ts';

/** What is wrong with a solution, starter or mistake, by what grading it gave. */
export function variantProblems(
  exercise: Exercise,
  { variant, failed, blocked, inconclusive, events, problem }: Graded,
): readonly Problem[] {
  if (problem !== undefined) return [problem];
  const { file, kind, expected, may } = variant;
  const of = (what: string, next: string): Problem => ({ file, what, next });
  const last = events.at(-1);
  const errors = judgedIn(events).flatMap(({ verdict }) => (verdict.status === 'error' ? [verdict.because] : []));
  if (errors.length > 0) return errors.map((because) => of(because, 'mend the check that broke'));
  if (last?.type === 'not-built') return [of(`does not compile:\n${last.output.trim()}`, 'mend it so that cargo build passes')];
  if (last?.type === 'not-booted')
    return [of(`does not boot (${last.fault.kind})`, `kata check ${exercise.id} --path on a copy of it says more`)];
  if (kind === 'starter') return failed.length > 0 ? [] : [of('fails nothing', 'leave the learner something to do')];
  const ids = new Set(checkIdsOf(exercise));
  const unknown = [...(expected ?? []), ...may].filter((id) => !ids.has(id));
  const missing = (expected ?? []).filter((id) => ids.has(id) && !failed.includes(id) && !inconclusive.includes(id));
  const more = failed.filter((id) => ![...(expected ?? []), ...may].includes(id));
  const about = (those: readonly string[], what: (names: string) => string, next: string): readonly Problem[] =>
    those.length === 0 ? [] : [of(what(those.join(', ')), next)];
  if (kind === 'solution') return about(more, (names) => `fails ${names}`, 'mend the solution, or the check that is wrong about it');
  const unseen = missing.map((id) => (blocked.includes(id) ? `${id} (blocked)` : id));
  return [
    ...about(unknown, (names) => `names checks that there are not: ${names}`, `kata spec ${exercise.id} --checks lists them`),
    ...(failed.length > 0
      ? about(unseen, (names) => `does not fail ${names}`, 'take what it does not fail out of "fails:"')
      : inconclusive.length > 0
        ? []
        : [of('fails nothing', 'make the mistake one that a check can see, or write the check')]),
    ...about(more, (names) => `fails ${names}, which it does not name`, 'name it in "fails:", or make the mistake smaller'),
  ];
}
