import type { Driver } from '../../core/driver.ts';
import type { Exercise } from '../../core/exercise.ts';
import { type HuntedRun, hunt } from '../../verify/hunt.ts';
import { keepRun, readJournal } from '../../verify/journal.ts';
import { type Kind, kinds } from '../../verify/kind.ts';
import { resultOf } from '../../verify/margins.ts';
import { textHunt } from '../../verify/report/hunt.ts';
import { stress } from '../../verify/stress.ts';
import { variantsOf } from '../../verify/variant.ts';
import { paintFor } from '../terminal.ts';

export interface HuntOptions {
  readonly runs: number;
  readonly seed: number;
  readonly stress: boolean;
  readonly only?: readonly string[];
  readonly kinds?: readonly Kind[];
  readonly journal?: string;
}

/** `kata verify --runs N`: looks for verdicts that are wrong now and then. True if there was none. */
export async function huntFlakes(
  exercise: Exercise,
  createDriver: (name: string) => Promise<Driver>,
  options: HuntOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const { runs, seed, only, journal } = options;
  const made = journal === undefined ? [] : (await readJournal(journal)).filter((run) => run.exercise === exercise.id);
  if (made.length > 0) process.stderr.write(`kata: ${journal} has ${made.length} runs of ${exercise.id}; they are not made again\n`);
  const busy = options.stress ? await stress(signal) : undefined;
  const all: HuntedRun[] = [...made];
  try {
    for await (const one of hunt({ exercise, createDriver, runs, seed, only, kinds: options.kinds ?? kinds, made, signal })) {
      if (journal !== undefined) await keepRun(journal, one);
      all.push(one);
      process.stderr.write(`kata: ${exercise.id} ${one.variant}, run ${one.run} of ${runs}, load ${one.load.toFixed(1)}\n`);
    }
  } finally {
    await busy?.stop();
  }
  const result = resultOf(exercise, await variantsOf(exercise, only), all);
  process.stdout.write(textHunt(result, paintFor(process.stdout)));
  return result.wrong.length === 0;
}
