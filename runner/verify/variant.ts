import type { Exercise } from '../core/exercise.ts';
import { type Mistake, readMistakes } from './mistake.ts';
import { plantMistake, plantProject } from './plant.ts';

/** A project of an exercise's author, and what must come of grading it. */
export interface Variant {
  readonly name: string;
  readonly kind: 'solution' | 'starter' | 'mistake';
  /** From the pack's folder: where it is mended. */
  readonly file: string;
  /** Exactly the checks that must fail; undefined for the starter, of which some must. */
  readonly expected: readonly string[] | undefined;
  /** Checks that may fail as well, or not: a race is behind them. */
  readonly may: readonly string[];
  /** True if what is seen differs from run to run: then only what is always so is compared. */
  readonly varies: boolean;
  /** Puts it into an empty folder. */
  plant(directory: string): Promise<void>;
}

/** The solution, the starter and each mistake of an exercise, or those of them that are named. */
export async function variantsOf(exercise: Exercise, only: readonly string[] | undefined): Promise<readonly Variant[]> {
  const solution = `fixtures/${exercise.id}/solution`;
  const starter = `exercises/${exercise.id}/starter`;
  const all: readonly Variant[] = [
    {
      name: 'solution',
      kind: 'solution',
      file: solution,
      expected: [],
      may: [],
      varies: false,
      plant: (directory) => plantProject(solution, directory),
    },
    {
      name: 'starter',
      kind: 'starter',
      file: starter,
      expected: undefined,
      may: [],
      // A TCP starter closes with bytes unread: whether that is seen as FIN or as RST is a race.
      varies: exercise.boot.ready.kind === 'tcp',
      plant: (directory) => plantProject(starter, directory),
    },
    ...(await readMistakes(exercise.id)).map((mistake) => mistaken(solution, mistake)),
  ];
  return all.filter(({ name }) => only === undefined || only.includes(name));
}

function mistaken(solution: string, mistake: Mistake): Variant {
  return {
    name: mistake.id,
    kind: 'mistake',
    file: mistake.file,
    expected: [...mistake.fails].sort(),
    may: mistake.may,
    varies: mistake.varies,
    plant: async (directory) => {
      await plantProject(solution, directory);
      await plantMistake(directory, mistake);
    },
  };
}
