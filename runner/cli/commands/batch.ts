import { join } from 'node:path';
import { loadExercise } from '../../../exercises/index.ts';
import { exportAll } from '../../batch/export/all.ts';
import { takeIn } from '../../batch/intake/intake.ts';
import { changesOf } from '../../batch/regrade/change.ts';
import { openRegrade } from '../../batch/regrade/open.ts';
import type { Recorded } from '../../batch/regrade/rejudge.ts';
import { changeLines } from '../../batch/report/changes.ts';
import { intakeLines, summaryLines } from '../../batch/report/text.ts';
import type { Head } from '../../batch/results/head.ts';
import { openResults, type Results } from '../../batch/results/open.ts';
import type { Standing } from '../../batch/standing.ts';
import type { Intake } from '../../batch/submission.ts';
import type { Exercise } from '../../core/exercise.ts';
import { shellWord } from '../../report/text/shell.ts';
import { askedFor, type BatchOptions } from '../batch-asked.ts';
import { readyFor, runBatch } from '../batch-run.ts';
import { interruptSignal } from '../signals.ts';
import { paintFor } from '../terminal.ts';

/** `kata batch`: grades every submission there is, in Docker, and keeps each result before it says so. */
export async function batchCommand(path: string | undefined, options: BatchOptions): Promise<void> {
  const start = performance.now();
  const signal = interruptSignal();
  const { out, jobs: atOnce } = options;
  const { before, ...asked } = await askedFor(path, options);
  const intake = await takeIn(asked.submissions, asked.roster ?? undefined);
  const { limits, ...ready } = await readyFor(asked.exercise, asked.settings.runtime);
  const head: Head = { version: 1, ...asked, ...ready };
  const exercise = await loadExercise(asked.exercise);
  const graded: Class = { exercise, head, intake, out };
  const grade = (results: Results, recorded?: Recorded) => {
    const { submissions } = intake;
    const count = `${submissions.length} ${submissions.length === 1 ? 'submission' : 'submissions'}`;
    say([`${paint().bold(exercise.id)} · ${count} in ${path ?? asked.submissions}`, ...intakeLines(intake, paint())]);
    return runBatch({ exercise, submissions, head, results, limits, atOnce, out, signal, recorded });
  };
  if (options.regrade && before !== undefined) return regrade(graded, before, grade, options, start);
  const results = await openResults(out, head);
  try {
    await finish(graded, results, await grade(results), start);
  } finally {
    await results.close();
  }
}

interface Class {
  readonly exercise: Exercise;
  readonly head: Head;
  readonly intake: Intake;
  readonly out: string;
}

type Grade = (results: Results, recorded?: Recorded) => Promise<Standing>;

async function regrade(graded: Class, before: Head, grade: Grade, options: BatchOptions, start: number): Promise<void> {
  const { out } = graded;
  const anew = await openRegrade(out, before, graded.head);
  try {
    const recorded = options.rejudge ? { ground: before, results: anew.standing } : undefined;
    const standing = await grade(anew.beside, recorded);
    const again = `kata batch --regrade --out ${shellWord(out)}`;
    say(['', ...changeLines(changesOf(anew.standing.kept, standing.results), standing.results.length, paint())]);
    if (standing.notGraded.length > 0) return tellRest(standing, `${again}${options.diff ? ' --diff' : ''}`);
    if (options.diff) return say([`nothing is written over yet; ${again} does so, and grades nothing a second time`]);
    await anew.apply(standing.results.map(({ id }) => id));
    await finish(graded, anew.standing, standing, start);
  } finally {
    await anew.close();
  }
}

async function finish({ exercise, head, intake, out }: Class, results: Results, standing: Standing, start: number): Promise<void> {
  const files = await exportAll(results, { exercise, head, standing, roster: intake.roster });
  say(['', ...summaryLines(standing, performance.now() - start, paint())]);
  process.stdout.write(files.map((name) => `${join(out, name)}\n`).join(''));
  tellRest(standing, `kata batch --resume --out ${shellWord(out)}`);
}

function tellRest({ notGraded, isOurs }: Standing, next: string): void {
  if (notGraded.length === 0) return;
  say([`next: ${next} tries those again that were not graded`]);
  process.exitCode = isOurs ? 4 : 3;
}

function say(lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
}

function paint() {
  return paintFor(process.stderr);
}
