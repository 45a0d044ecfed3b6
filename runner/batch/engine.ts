import PQueue from 'p-queue';
import type { Driver } from '../core/driver.ts';
import type { Exercise } from '../core/exercise.ts';
import { createQueue } from '../core/queue.ts';
import { createSlot } from '../core/slot.ts';
import { assertCanary } from './canary.ts';
import type { BatchEvent, OutsideAsked } from './event.ts';
import { type Grading, grade, refused } from './grade.ts';
import type { Ground } from './key.ts';
import { type Fingerprint, type Looked, look, unchanged } from './look.ts';
import { isRecorded, type Recorded, rejudge } from './regrade/rejudge.ts';
import { type Graded, type Result, resultOf, summaryOf } from './result.ts';
import type { Results } from './results/open.ts';
import type { Submission } from './submission.ts';

export interface Batch {
  readonly exercise: Exercise;
  readonly submissions: readonly Submission[];
  readonly ground: Ground;
  readonly results: Results;
  /** How many are in flight at once. */
  readonly atOnce: number;
  readonly createDriver: () => Driver;
  readonly fingerprint: Fingerprint;
  /** Where today's judges are asked about what was seen then, as far as that does. */
  readonly recorded?: Recorded;
}

const tries = 3;

/**
 * Grades all that has no result yet. Each result is on the disk before it is told; what the machine or the grader is to
 * blame for is tried again, and is no result.
 */
export async function* gradeBatch(batch: Batch, signal: AbortSignal): AsyncGenerator<BatchEvent, void> {
  const { submissions, results } = batch;
  const looked = await lookAtAll(batch, signal);
  const isKept = ({ submission, key }: Looked) => results.kept.get(submission.id)?.key === key;
  const toGrade = looked.filter((one) => !isKept(one));
  const twins = new Map([...results.kept.values()].map(({ key, id }) => [key, id]));
  const isThere = (one: Looked) => twins.has(one.key) || (batch.recorded !== undefined && isRecorded(one, batch.recorded));
  const builds = toGrade.some((one) => one.refusal === undefined && !isThere(one));
  yield { type: 'looked', submissions: submissions.length, toGrade: toGrade.length, builds, outside: outsideOf(toGrade) };
  for (const { submission } of looked.filter(isKept)) {
    const summary = results.kept.get(submission.id);
    if (summary !== undefined) yield { type: 'graded', summary, how: 'kept' };
  }
  if (toGrade.length === 0) return;
  const stopped = new AbortController();
  const stop = () => stopped.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const common = {
    exercise: batch.exercise,
    createDriver: batch.createDriver,
    seed: batch.ground.settings.seed,
    slot: createSlot(batch.atOnce > 1),
    signal: stopped.signal,
  };
  const start = performance.now();
  if (builds) {
    await assertCanary(common);
    yield { type: 'canary', ms: Math.round(performance.now() - start) };
  }
  const events = createQueue<BatchEvent>();
  const lane = new PQueue({ concurrency: batch.atOnce });
  const all = Promise.all(
    [...byKey(toGrade)].map((alike) => lane.add(() => gradeAlike(batch, alike, twins.get(alike[0].key), common, events.push))),
  );
  all.then(events.end, (error) => {
    stopped.abort(error);
    events.fail(error);
  });
  try {
    yield* events;
  } finally {
    stop();
    lane.clear();
    await lane.onIdle();
    signal.removeEventListener('abort', stop);
  }
}

async function lookAtAll({ submissions, ground, fingerprint }: Batch, signal: AbortSignal): Promise<readonly Looked[]> {
  const looked: Looked[] = [];
  // One after the other: what is read is held no longer than it is looked at.
  for (const submission of submissions) {
    signal.throwIfAborted();
    looked.push(await look(submission, ground, fingerprint));
  }
  return looked;
}

/** The crates outside the vetted set, and how many ask for each; those that most ask for come first. */
function outsideOf(looked: readonly Looked[]): readonly OutsideAsked[] {
  const counts = new Map<string, number>();
  for (const name of looked.flatMap(({ outside }) => outside)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

type Alike = readonly [Looked, ...Looked[]];

/** What has one content is graded once. */
function byKey(looked: readonly Looked[]): Iterable<Alike> {
  const groups = new Map<string, [Looked, ...Looked[]]>();
  for (const one of looked) {
    const group = groups.get(one.key);
    if (group === undefined) groups.set(one.key, [one]);
    else group.push(one);
  }
  return groups.values();
}

async function gradeAlike(
  { exercise, ground, results, fingerprint, recorded }: Batch,
  [first, ...others]: Alike,
  twin: string | undefined,
  common: Omit<Grading, 'project' | 'onPhase'>,
  tell: (event: BatchEvent) => void,
): Promise<void> {
  const { id } = first.submission;
  const project = () => unchanged(first, ground, fingerprint);
  const onPhase: Grading['onPhase'] = (phase) => tell({ type: 'at', id, phase });
  const there = twin === undefined ? undefined : await results.read(twin);
  // It may have been handed in anew by now.
  const owner = twin !== undefined && there?.key === first.key ? twin : id;
  const attempt = async (): Promise<Graded> => {
    if (there !== undefined && owner !== id) return withRecording(there, await results.recording(owner));
    const judged = recorded === undefined ? undefined : await rejudge(exercise, first, recorded);
    if (judged !== undefined) return judged;
    return first.refusal === undefined ? grade({ ...common, project, onPhase }) : refused(exercise, first.refusal);
  };
  let graded = await attempt();
  for (let tried = 1; 'again' in graded && tried < tries; tried += 1) {
    tell({ type: 'again', id, because: graded.again });
    graded = await attempt();
  }
  for (const { submission, key } of [first, ...others]) {
    if ('again' in graded) {
      tell({ type: 'not-graded', id: submission.id, name: submission.name, because: graded.again, isOurs: graded.isOurs });
      continue;
    }
    const given = { exercise: ground.exercise, key, ...(submission.id === owner ? {} : { sameAs: owner }) };
    const result = resultOf(submission, given, graded);
    await results.keep(result, graded.recording);
    tell({ type: 'graded', summary: summaryOf(result), how: submission.id === owner ? 'graded' : 'same' });
  }
}

function withRecording(result: Result, recording: string | undefined): Graded {
  return recording === undefined ? result : { ...result, recording };
}
