import type { Driver } from '../core/driver.ts';
import type { RunEvent } from '../core/event.ts';
import type { Exercise } from '../core/exercise.ts';
import { AuthorError } from '../core/fault.ts';
import { asTheyCome } from '../core/queue.ts';
import { packFile } from '../project/pack-files.ts';
import { type GoldenProblem, type Goldens, goldenProblem } from './golden/golden.ts';
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
  /** What kept it from being graded. */
  readonly problem?: Problem;
  /** How its report differs from the one that is kept. */
  readonly golden?: GoldenProblem;
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
  readonly goldens: Goldens;
}

/** Grades solution, starter and mistakes of an exercise, two at once, and looks at the solution with cargo's linters. */
export async function* verify({ exercise, createDriver, seed, signal, only, goldens }: Verification): AsyncGenerator<VerifyEvent, void> {
  const { grade, release } = await openGrader(exercise, signal);
  try {
    const gradeOne = async (variant: Variant): Promise<VerifyEvent> => {
      const { plant, name } = variant;
      const gradeOnce = async () => {
        const graded = seen(variant, await grade({ plant, driver: await createDriver(name), seed }));
        const golden = isShown(graded) ? await goldenProblem(exercise, variant, graded.events, goldens) : undefined;
        return golden === undefined ? graded : { ...graded, golden };
      };
      const graded = await untilShown(variant, gradeOnce).catch((error: unknown) => {
        if (!(error instanceof AuthorError)) throw error;
        return unseen(variant, { file: variant.file, what: error.message.replace(`${variant.file} `, ''), next: error.next ?? '' });
      });
      return { type: 'graded', graded };
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
async function untilShown({ kind }: Variant, grade: () => Promise<Graded>): Promise<Graded> {
  const isOver = (graded: Graded) => isShown(graded) && (graded.golden?.kind !== 'different' || kind === 'solution');
  let graded = await grade();
  for (let again = 1; again < tries && !isOver(graded); again += 1) graded = await grade();
  return graded;
}

function isShown({ variant: { kind, expected = [], may }, failed, inconclusive }: Graded): boolean {
  const certain = (ids: readonly string[]) => ids.filter((id) => !may.includes(id)).join();
  return inconclusive.length === 0 && (kind !== 'mistake' || certain(failed) === certain(expected));
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
