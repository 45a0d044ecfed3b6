import { randomInt } from 'node:crypto';
import { availableParallelism, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { knownIds, loadExercise } from '../../../exercises/index.ts';
import { gradeBatch } from '../../batch/engine.ts';
import type { BatchEvent } from '../../batch/event.ts';
import { exportAll } from '../../batch/export/all.ts';
import { takeIn } from '../../batch/intake/intake.ts';
import { type Head, readHead } from '../../batch/results/head.ts';
import { openResults } from '../../batch/results/open.ts';
import { standingOf } from '../../batch/standing.ts';
import { intakeLines, summaryLines } from '../../batch/text.ts';
import type { Driver } from '../../core/driver.ts';
import { InfrastructureError, UsageError } from '../../core/fault.ts';
import { createDockerDriver } from '../../drivers/docker/driver.ts';
import { engineState } from '../../drivers/docker/engine.ts';
import { fingerprintOf, imageDigests } from '../../drivers/docker/fingerprint.ts';
import { usualLimits } from '../../drivers/docker/limits.ts';
import { limitsIn } from '../../drivers/docker/runtime.ts';
import { assertKnown } from '../../project/known.ts';
import { shellWord } from '../../report/text/shell.ts';
import { showBatch } from '../batch-progress.ts';
import { exerciseNamed } from '../exercise-named.ts';
import { graderDigest } from '../grader-digest.ts';
import { interruptSignal } from '../signals.ts';
import { paintFor } from '../terminal.ts';

export interface BatchOptions {
  readonly exercise?: string;
  readonly out: string;
  readonly roster?: string;
  readonly resume: boolean;
  readonly fetch: boolean;
  readonly runtime?: string;
  readonly seed?: number;
  readonly jobs?: number;
}

/** `kata batch`: grades every submission there is, in Docker, and keeps each result before it says so. */
export async function batchCommand(path: string | undefined, options: BatchOptions): Promise<void> {
  const start = performance.now();
  const signal = interruptSignal();
  const asked = await askedFor(path, options);
  assertKnown(asked.exercise, knownIds);
  const intake = await takeIn(asked.submissions, asked.roster ?? undefined);
  const limits = await engineLimits(asked.settings.runtime);
  const { DOCKER_HOST } = process.env;
  const head: Head = { version: 1, ...asked, grader: await graderDigest(asked.exercise), images: await imageDigests(DOCKER_HOST) };
  const exercise = await loadExercise(asked.exercise);
  const results = await openResults(options.out, head);
  const paint = paintFor(process.stderr);
  const say = (lines: readonly string[]) => process.stderr.write(lines.map((line) => `${line}\n`).join(''));
  say([
    `${paint.bold(exercise.id)} · ${intake.submissions.length} submissions in ${path ?? asked.submissions}`,
    ...intakeLines(intake, paint),
  ]);
  const progress = showBatch(process.stderr);
  const events: BatchEvent[] = [];
  try {
    const batch = {
      exercise,
      submissions: intake.submissions,
      ground: head,
      results,
      atOnce: options.jobs ?? atOnceHere(),
      createDriver: () => createDockerDriver(DOCKER_HOST, { limits, fetches: asked.settings.fetch }) as Driver,
      fingerprint: fingerprintOf,
    };
    for await (const event of gradeBatch(batch, signal)) {
      events.push(event);
      progress.show(event);
    }
    progress.end();
    const standing = standingOf(events);
    const files = await exportAll(results, { exercise, head, standing, roster: intake.roster });
    say(['', ...summaryLines(standing, performance.now() - start, paint)]);
    process.stdout.write(files.map((name) => `${join(options.out, name)}\n`).join(''));
    if (standing.notGraded.length > 0) {
      say([`next: kata batch --resume --out ${shellWord(options.out)}`]);
      process.exitCode = standing.isOurs ? 4 : 3;
    }
  } catch (error) {
    progress.end();
    const done = standingOf(events).results.length;
    if (done > 0)
      say([`${done} of ${intake.submissions.length} are graded and kept; kata batch --resume --out ${shellWord(options.out)} goes on`]);
    throw error;
  } finally {
    progress.end();
    await results.close();
  }
}

type Asked = Pick<Head, 'exercise' | 'submissions' | 'roster' | 'settings'>;

/** What is to be graded: as it was said, or, to go on, as it was said before. */
async function askedFor(path: string | undefined, options: BatchOptions): Promise<Asked> {
  const { exercise, out, roster, resume, fetch, runtime, seed } = options;
  const before = await readHead(resolve(out));
  if (resume && before === undefined)
    throw new UsageError(`there is nothing to go on with in ${out}`, 'begin with kata batch <submissions> --exercise <id> --out <folder>');
  const submissions = path === undefined ? before?.submissions : resolve(path);
  const id = exercise === undefined ? before?.exercise : await exerciseNamed(exercise);
  if (submissions === undefined || (!resume && path === undefined))
    throw new UsageError('which submissions?', 'name a folder of them, a .zip or a .csv');
  if (id === undefined || (!resume && exercise === undefined))
    throw new UsageError('which exercise?', 'name it with --exercise; kata list shows all exercises');
  return {
    exercise: id,
    submissions,
    roster: roster === undefined ? (resume ? (before?.roster ?? null) : null) : resolve(roster),
    settings:
      resume && before !== undefined
        ? before.settings
        : { seed: seed ?? before?.settings.seed ?? randomInt(1, 1_000_000), fetch, runtime: runtime ?? null },
  };
}

async function engineLimits(runtime: string | null) {
  const { DOCKER_HOST } = process.env;
  const state = await engineState(DOCKER_HOST);
  if (state.kind !== 'ready')
    throw new InfrastructureError(
      `a batch is graded in Docker alone, and ${state.why}`,
      state.kind === 'no-images' ? 'kata images build makes them' : 'docker/engine start brings one up on Debian',
    );
  return runtime === null ? usualLimits : limitsIn(runtime, DOCKER_HOST);
}

/** As many as there are cores for, and memory for what each may take at its most. */
function atOnceHere(): number {
  const eachBytes = usualLimits.build.memoryBytes + usualLimits.agent.memoryBytes;
  return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / eachBytes)));
}
