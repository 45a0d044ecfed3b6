import { draftIds, exerciseIds, knownIds, loadExercise } from '../../../exercises/index.ts';
import type { Driver } from '../../core/driver.ts';
import { UsageError } from '../../core/fault.ts';
import { createLocalDriver } from '../../drivers/local/driver.ts';
import { assertKnown } from '../../project/known.ts';
import { packFile } from '../../project/pack-files.ts';
import type { Goldens } from '../../verify/golden/golden.ts';
import { goldenSeed } from '../../verify/golden/seed.ts';
import { keepProof } from '../../verify/kept-proof.ts';
import { isProven, type Proof, proofOf } from '../../verify/proof.ts';
import { jsonProofs } from '../../verify/report/json.ts';
import { markdownProof } from '../../verify/report/markdown.ts';
import { textProof } from '../../verify/report/text.ts';
import { type Verification, type VerifyEvent, verify } from '../../verify/verify.ts';
import { chooseDriver, type DriverChoice } from '../choose-driver.ts';
import type { Shard } from '../options.ts';
import { interruptSignal } from '../signals.ts';
import { paintFor } from '../terminal.ts';
import { showVerifying } from '../verifying.ts';
import type { HuntOptions } from './hunt.ts';

interface VerifyOptions extends Omit<HuntOptions, 'runs'> {
  readonly all: boolean;
  readonly shard?: Shard;
  readonly driver: DriverChoice;
  readonly runtime?: string;
  readonly runs?: number;
  readonly update: boolean;
  readonly json: boolean;
  readonly markdown: boolean;
}

/** `kata verify`: for authors. Proves exercises: their solution, starter, mistakes, judges and spec. */
export async function verifyCommand(names: readonly string[], options: VerifyOptions): Promise<void> {
  if (names.length === 0 && !options.all) throw new UsageError('which exercise?', 'name one or more, or add --all for every one there is');
  for (const name of names) assertKnown(name, knownIds);
  const signal = interruptSignal();
  const { runs, shard } = options;
  if (shard !== undefined && !options.all) throw new UsageError('--shard is a part of all exercises', 'add --all');
  const ids = options.all ? inShard(exerciseIds, shard) : names;
  if (options.update && goldensOf(options) !== 'update')
    throw new UsageError('--update keeps reports of the local driver, with one seed', 'leave out --driver, --runtime, --seed and --runs');
  if (runs !== undefined) return huntAll(ids, { ...options, runs }, signal);
  for (const [given, name] of [
    [options.stress, '--stress'],
    [options.kinds !== undefined, '--kinds'],
    [options.journal !== undefined, '--journal'],
  ] as const) {
    if (given) throw new UsageError(`${name} is for many runs`, 'say how many with --runs');
  }
  const proofs: Proof[] = [];
  for (const id of ids) {
    const proof = await prove(id, options, signal);
    proofs.push(proof);
    if (isProven(proof) && goldensOf(options) === 'update') await keepProof(proof);
    if (!options.json) process.stdout.write(options.markdown ? markdownProof(proof) : textProof(proof, paintFor(process.stdout)));
  }
  if (options.json) process.stdout.write(jsonProofs(proofs));
  if (proofs.some(({ problems, isDraft }) => problems.length > 0 && !isDraft)) process.exitCode = 4;
  else if (proofs.some(({ inconclusive }) => inconclusive.length > 0)) process.exitCode = 3;
}

function inShard(ids: readonly string[], shard: Shard = { from: 1, of: 1 }): readonly string[] {
  return ids.filter((_, at) => at % shard.of === shard.from - 1);
}

async function huntAll(ids: readonly string[], options: VerifyOptions & HuntOptions, signal: AbortSignal): Promise<void> {
  if (options.json || options.markdown)
    throw new UsageError('--runs prints text alone', 'leave out --json and --markdown; --journal keeps all figures');
  const { huntFlakes } = await import('./hunt.ts');
  for (const id of ids) {
    if (!(await huntFlakes(await loadExercise(id), driverFor(options, id), options, signal))) process.exitCode = 4;
  }
}

async function prove(id: string, options: VerifyOptions, signal: AbortSignal): Promise<Proof> {
  const { seed, only } = options;
  const exercise = await loadExercise(id);
  const verification: Verification = {
    exercise,
    createDriver: driverFor(options, id),
    seed,
    signal,
    goldens: goldensOf(options),
    ...(only === undefined ? {} : { only }),
  };
  const progress = showVerifying(process.stderr, id);
  const events: VerifyEvent[] = [];
  try {
    for await (const event of verify(verification)) {
      events.push(event);
      progress.show(event);
    }
  } finally {
    progress.end();
  }
  if (events.length === 0)
    throw new UsageError(`${id} has no variant ${only?.join(', ')}`, 'solution, starter, or a mistake’s name without .patch');
  return proofOf(exercise, events, { isWhole: only === undefined, isDraft: draftIds.includes(id) });
}

/** What other inputs or another driver make of a report is not what is kept. */
function goldensOf({ update, driver, runtime, seed, runs }: VerifyOptions): Goldens {
  if (driver !== 'local' || runtime !== undefined || seed !== goldenSeed || runs !== undefined) return 'ignore';
  return update ? 'update' : 'compare';
}

/** Locally the pack's target folder is used, and what did not change is not compiled again. */
function driverFor(
  { driver: choice, runtime }: Pick<VerifyOptions, 'driver' | 'runtime'>,
  exerciseId: string,
): (name: string) => Promise<Driver> {
  const targetDirectory = process.env.CARGO_TARGET_DIR ?? packFile('fixtures/target');
  if (choice !== 'local' || runtime !== undefined)
    return async () => (await chooseDriver(choice, { packed: false, runtime, fetch: true })).driver;
  return async (name) => createLocalDriver({ targetDirectory, name: `${exerciseId}.${name}` }) as Driver;
}
