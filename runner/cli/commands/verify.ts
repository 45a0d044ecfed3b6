import { exerciseIds, loadExercise } from '../../../exercises/index.ts';
import { assertKnown } from '../../project/known.ts';
import { type Graded, isAsNamed, verify } from '../../verify/verify.ts';
import { chooseDriver, type DriverChoice } from '../choose-driver.ts';
import { interruptSignal } from '../signals.ts';
import { paintFor } from '../terminal.ts';

interface VerifyOptions {
  readonly driver: DriverChoice;
  readonly seed?: number;
  readonly only?: readonly string[];
}

/** `kata verify`: for authors. Grades solution, starter and mistakes, and says which check nothing fails. */
export async function verifyCommand(exerciseId: string, { driver, seed = 1, only }: VerifyOptions): Promise<void> {
  const signal = interruptSignal();
  assertKnown(exerciseId, exerciseIds);
  const exercise = await loadExercise(exerciseId);
  const paint = paintFor(process.stdout);
  const graded: Graded[] = [];
  const createDriver = async () => (await chooseDriver(driver)).driver;
  for await (const one of verify({ exercise, createDriver, seed, signal, ...(only === undefined ? {} : { only }) })) {
    graded.push(one);
    process.stdout.write(`${isAsNamed(one) ? paint.green('✓') : paint.red('✗')} ${one.name}  ${lines(one).join('\n      ')}\n`);
  }
  if (only === undefined) {
    const failed = new Set(graded.filter(({ kind }) => kind === 'mistake').flatMap((one) => one.failed));
    const never = exercise.rules.flatMap(({ checks }) => checks).filter(({ id }) => !failed.has(id));
    for (const { id } of never) process.stdout.write(`${paint.red('✗')} no mistake fails ${id}\n`);
    if (never.length > 0) process.exitCode = 4;
  }
  if (!graded.every(isAsNamed)) process.exitCode = 4;
}

function lines({ kind, expected, failed }: Graded): readonly string[] {
  const missing = (expected ?? []).filter((id) => !failed.includes(id));
  const more = expected === undefined ? [] : failed.filter((id) => !expected.includes(id));
  return [
    kind === 'solution' ? 'passes' : `fails ${failed.length === 0 ? 'nothing' : failed.join(', ')}`,
    ...(missing.length === 0 ? [] : [`should fail, and did not: ${missing.join(', ')}`]),
    ...(more.length === 0 ? [] : [`failed, and is not named: ${more.join(', ')}`]),
  ];
}
