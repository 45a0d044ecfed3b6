import type { Exercise } from '../core/exercise.ts';
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
  const errors = events.flatMap((event) => (event.type === 'judged' && event.verdict.status === 'error' ? [event.verdict.because] : []));
  if (errors.length > 0) return errors.map((because) => of(because, 'mend the check that broke'));
  if (last?.type === 'not-built') return [of(`does not compile:\n${last.output.trim()}`, 'mend it so that cargo build passes')];
  if (last?.type === 'not-booted')
    return [of(`does not boot (${last.fault.kind})`, `kata check ${exercise.id} --path on a copy of it says more`)];
  if (kind === 'starter') return failed.length > 0 ? [] : [of('fails nothing', 'leave the learner something to do')];
  const ids = new Set(exercise.rules.flatMap(({ checks }) => checks.map(({ id }) => id)));
  const unknown = [...(expected ?? []), ...may].filter((id) => !ids.has(id));
  const missing = (expected ?? []).filter((id) => ids.has(id) && !failed.includes(id) && !inconclusive.includes(id));
  const more = failed.filter((id) => ![...(expected ?? []), ...may].includes(id));
  if (kind === 'solution')
    return more.length === 0 ? [] : [of(`fails ${more.join(', ')}`, 'mend the solution, or the check that is wrong about it')];
  return [
    ...(unknown.length === 0
      ? []
      : [of(`names checks that there are not: ${unknown.join(', ')}`, `kata spec ${exercise.id} --checks lists them`)]),
    ...(failed.length + inconclusive.length === 0
      ? [of('fails nothing', 'make the mistake one that a check can see, or write the check')]
      : []),
    ...(missing.length === 0 || failed.length === 0
      ? []
      : [
          of(
            `does not fail ${missing.map((id) => (blocked.includes(id) ? `${id} (blocked)` : id)).join(', ')}`,
            'take what it does not fail out of "fails:"',
          ),
        ]),
    ...(more.length === 0
      ? []
      : [of(`fails ${more.join(', ')}, which it does not name`, 'name it in "fails:", or make the mistake smaller')]),
  ];
}
