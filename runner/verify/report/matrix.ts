import type { Proof } from '../proof.ts';
import { mistakesIn } from '../verify.ts';

export type Cell = 'failed' | 'blocked' | 'missed' | 'unnamed' | 'passed';

/** Which mistake fails which check: a row for each check, a column for each mistake. */
export interface Matrix {
  readonly mistakes: readonly string[];
  readonly rows: readonly { readonly check: string; readonly rule: string; readonly cells: readonly Cell[] }[];
}

/** `missed`: named by the mistake and not failed; `unnamed`: the other way round. */
export function matrixOf({ exercise, graded }: Proof): Matrix {
  const mistakes = mistakesIn(graded);
  const cell = (check: string, { variant, failed, blocked }: Proof['graded'][number]): Cell => {
    const named = variant.expected?.includes(check) ?? false;
    if (failed.includes(check)) return named || variant.may.includes(check) ? 'failed' : 'unnamed';
    if (named) return 'missed';
    return blocked.includes(check) ? 'blocked' : 'passed';
  };
  return {
    mistakes: mistakes.map(({ variant }) => variant.name),
    rows: exercise.rules.flatMap((rule) =>
      rule.checks.map(({ id }) => ({ check: id, rule: rule.id, cells: mistakes.map((mistake) => cell(id, mistake)) })),
    ),
  };
}
