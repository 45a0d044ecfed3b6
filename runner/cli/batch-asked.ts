import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { knownIds } from '../../exercises/index.ts';
import { type Head, readHead } from '../batch/results/head.ts';
import { UsageError } from '../core/fault.ts';
import { assertKnown } from '../project/known.ts';
import { exerciseNamed } from './exercise-named.ts';

export interface BatchOptions {
  readonly exercise?: string;
  readonly out: string;
  readonly roster?: string;
  readonly resume: boolean;
  readonly regrade: boolean;
  readonly diff: boolean;
  readonly rejudge: boolean;
  readonly fetch: boolean;
  readonly runtime?: string;
  readonly seed?: number;
  readonly jobs?: number;
}

/** What is to be graded, and with what settings. */
export interface Asked extends Pick<Head, 'exercise' | 'submissions' | 'roster' | 'settings'> {
  /** What the folder of results says of itself, where it has any. */
  readonly before: Head | undefined;
}

/** What was asked for on the command line; to go on or to grade anew, also what was asked for before. */
export async function askedFor(path: string | undefined, options: BatchOptions): Promise<Asked> {
  const { exercise, out, roster, fetch, runtime, seed, regrade } = options;
  if (options.diff && !regrade) throw new UsageError('--diff shows what a regrade would change', 'add --regrade');
  if (options.rejudge && !regrade) throw new UsageError('--rejudge is a way to regrade', 'add --regrade');
  const before = await readHead(resolve(out));
  const goesOn = options.resume || regrade;
  if (goesOn && before === undefined) {
    throw new UsageError(`there are no results in ${out}`, 'begin with kata batch <submissions> --exercise <id> --out <folder>');
  }
  const known = goesOn ? before : undefined;
  const submissions = path === undefined ? known?.submissions : resolve(path);
  if (submissions === undefined) throw new UsageError('which submissions?', 'name a folder of them, a .zip or a .csv');
  const id = exercise === undefined ? known?.exercise : await exerciseNamed(exercise);
  if (id === undefined) throw new UsageError('which exercise?', 'name it with --exercise; kata list shows all exercises');
  assertKnown(id, knownIds);
  const settings = { seed: seed ?? before?.settings.seed ?? randomInt(1, 1_000_000), fetch, runtime: runtime ?? null };
  return {
    before,
    exercise: id,
    submissions,
    roster: roster === undefined ? (known?.roster ?? null) : resolve(roster),
    settings: known === undefined ? settings : { ...known.settings, ...(seed === undefined ? {} : { seed }) },
  };
}
