import type { Driver } from '../core/driver.ts';
import type { RunEvent } from '../core/event.ts';
import type { Exercise } from '../core/exercise.ts';
import { AuthorError } from '../core/fault.ts';
import { asTheyCome } from '../core/queue.ts';
import { packFile } from '../project/pack-files.ts';
import { checksThat, openGrader } from './grade.ts';
import { lintSolution } from './lint.ts';
import type { Problem } from './problem.ts';
import { type Variant, variantsOf } from './variant.ts';

const tries = 3;

/** A variant of an exercise, graded; without events where it could not be. */
export interface Graded {
  readonly variant: Variant;
  readonly failed: readonly string[];
  readonly blocked: readonly string[];
  /** Not judged, since the machine was too busy each time. */
  readonly inconclusive: readonly string[];
  readonly events: readonly RunEvent[];
  readonly problem?: Problem;
}

export type VerifyEvent =
  | { readonly type: 'graded'; readonly graded: Graded }
  | { readonly type: 'linted'; readonly problems: readonly Problem[] };

export interface Verification {
  readonly exercise: Exercise;
  /** A driver for the variant of that name. */
  readonly createDriver: (name: string) => Promise<Driver>;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Only the variants with one of these names. */
  readonly only?: readonly string[];
}

/** Grades solution, starter and mistakes of an exercise, two at once, and looks at the solution with cargo's linters. */
export async function* verify({ exercise, createDriver, seed, signal, only }: Verification): AsyncGenerator<VerifyEvent, void> {
  const { grade, release } = await openGrader(exercise, signal);
  try {
    const gradeOne = async (variant: Variant): Promise<VerifyEvent> => {
      const { plant, name } = variant;
      const gradeOnce = async () => grade({ plant, driver: await createDriver(name), seed });
      const graded = await untilShown(variant, gradeOnce).catch((error: unknown) => {
        if (error instanceof AuthorError)
          return { file: variant.file, what: error.message.replace(`${variant.file} `, ''), next: error.next ?? '' };
        throw error;
      });
      return { type: 'graded', graded: 'file' in graded ? unseen(variant, graded) : seen(variant, graded) };
    };
    const variants = await variantsOf(exercise, only);
    yield* asTheyCome(variants.map(gradeOne));
    if (variants.some(({ kind }) => kind === 'solution')) {
      yield { type: 'linted', problems: await lintSolution(packFile('fixtures'), exercise.id, signal) };
    }
  } finally {
    await release();
  }
}

/**
 * A machine that was too busy may be quiet the next time, and so may one that disturbed a mistake: what is proven here
 * is that just its checks can tell it. How often they do not is for `--runs` to say. A solution has one try.
 */
async function untilShown({ kind, expected = [], may }: Variant, grade: () => Promise<readonly RunEvent[]>): Promise<readonly RunEvent[]> {
  const certain = (ids: readonly string[]) => ids.filter((id) => !may.includes(id)).join();
  const isShown = (events: readonly RunEvent[]) =>
    checksThat(events, 'inconclusive').length === 0 && (kind !== 'mistake' || certain(checksThat(events, 'fail')) === certain(expected));
  let events = await grade();
  for (let again = 1; again < tries && !isShown(events); again += 1) events = await grade();
  return events;
}

function seen(variant: Variant, events: readonly RunEvent[]): Graded {
  return {
    variant,
    events,
    failed: checksThat(events, 'fail'),
    blocked: checksThat(events, 'blocked'),
    inconclusive: checksThat(events, 'inconclusive'),
  };
}

function unseen(variant: Variant, problem: Problem): Graded {
  return { variant, events: [], failed: [], blocked: [], inconclusive: [], problem };
}

export function mistakesIn(graded: readonly Graded[]): readonly Graded[] {
  return graded.filter(({ variant }) => variant.kind === 'mistake');
}
