import { randomInt } from 'node:crypto';
import { knownIds, loadExercise } from '../../../exercises/index.ts';
import { startBuild } from '../../building.ts';
import type { Plan, RunEvent } from '../../core/event.ts';
import { exitCodes } from '../../core/outcome.ts';
import { findProject } from '../../project/find.ts';
import { folderAt, sourceAt, unpackFirst } from '../../project/source.ts';
import { shellWord } from '../../report/text/shell.ts';
import { chooseDriver, type DriverChoice } from '../choose-driver.ts';
import { exerciseNamed } from '../exercise-named.ts';
import { showProgress } from '../progress.ts';
import { openRecorder } from '../recorder.ts';
import { interruptSignal } from '../signals.ts';
import { paintFor } from '../terminal.ts';

export interface CheckOptions {
  readonly path?: string;
  readonly driver: DriverChoice;
  readonly runtime?: string;
  readonly fetch: boolean;
  readonly only?: readonly string[];
  readonly seed?: number;
  readonly record?: string;
  readonly all: boolean;
  readonly json: boolean;
  readonly verbose: boolean;
}

/** `kata check`: grades one project and says how it went. */
export async function checkCommand(name: string | undefined, options: CheckOptions): Promise<void> {
  const signal = interruptSignal();
  const exerciseId = name === undefined ? undefined : await exerciseNamed(name);
  const source = await (options.path === undefined ? folderAt('.') : sourceAt(options.path));
  const packed = source.kind !== 'folder';
  if (packed && options.driver === 'local') throw unpackFirst(options.path ?? '');
  const choosing = chooseDriver(options.driver, { packed, runtime: options.runtime, fetch: options.fetch });
  choosing.catch(() => {});
  // What is wrong with the project is said before what is missing on the machine.
  const found = await findProject({ source, named: options.path !== undefined, exerciseId, known: knownIds });
  const { driver, because } = await choosing;
  const recorder = await openRecorder(options.record);
  const building = startBuild(driver, found.project, signal);
  const events: RunEvent[] = [];
  const progress = showProgress(process.stderr);
  try {
    // They are loaded while cargo works.
    const [{ run }, { selectChecks }, exercise] = await Promise.all([
      import('../../run.ts'),
      import('../../plan.ts'),
      loadExercise(found.exerciseId),
    ]);
    const plan: Plan = {
      exercise,
      project: found.project,
      checks: selectChecks(exercise, options.only),
      seed: options.seed ?? randomInt(1, 1_000_000),
      driver: driver.name,
      because,
      command: commandFor(exercise.id, options),
    };
    for await (const event of run(plan, building, driver, signal)) {
      events.push(event);
      await recorder?.keep(event);
      progress.show(event);
    }
  } finally {
    progress.end();
    await building.stop();
    await driver.close();
    await recorder?.close();
  }
  process.stdout.write(await report(events, options));
  process.exitCode = exitCodeOf(events);
}

async function report(events: readonly RunEvent[], options: CheckOptions): Promise<string> {
  if (options.json) return (await import('../../report/json.ts')).jsonReport(events);
  return (await import('../../report/text/report.ts')).textReport(events, { paint: paintFor(process.stdout), ...options });
}

function commandFor(exerciseId: string, { path, driver, runtime, fetch }: CheckOptions): string {
  const where = path === undefined ? '' : ` --path ${shellWord(path)}`;
  return `kata check ${exerciseId}${where}${driver === 'auto' ? '' : ` --driver ${driver}`}${runtime === undefined ? '' : ` --runtime ${shellWord(runtime)}`}${fetch ? '' : ' --no-fetch'}`;
}

function exitCodeOf(events: readonly RunEvent[]): number {
  const last = events.at(-1);
  return last?.type === 'finished' ? exitCodes[last.outcome] : exitCodes.failed;
}
