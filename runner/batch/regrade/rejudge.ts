import { checkIdsOf, type Exercise } from '../../core/exercise.ts';
import { readRecording } from '../../record/read.ts';
import { replay } from '../../record/replay.ts';
import { type Ground, keyOf } from '../key.ts';
import type { Looked } from '../look.ts';
import { type Graded, gradedOf } from '../result.ts';
import type { Results } from '../results/open.ts';

/** Results whose recordings are judged again, and the ground on which they stand. */
export interface Recorded {
  readonly ground: Ground;
  readonly results: Results;
}

/** Whether there may be a recording of this very content. */
export function isRecorded({ submission, digest }: Looked, { ground, results }: Recorded): boolean {
  return digest !== undefined && results.kept.get(submission.id)?.key === keyOf(ground, digest);
}

/** What today's judges say of what was seen then. Undefined where that does not do: something is looked at today that was not then. */
export async function rejudge(exercise: Exercise, looked: Looked, recorded: Recorded): Promise<Graded | undefined> {
  const { id } = looked.submission;
  const text = isRecorded(looked, recorded) ? await recorded.results.recording(id) : undefined;
  if (text === undefined) return undefined;
  const recording = readRecording(`recordings/${id}.jsonl.gz`, text);
  const isWhole = JSON.stringify(recording.head.checks) === JSON.stringify(checkIdsOf(exercise));
  const graded = isWhole ? gradedOf(replay(`recordings/${id}.jsonl.gz`, recording, exercise).events) : undefined;
  // The recording stays that of what was seen.
  return graded === undefined || 'again' in graded ? undefined : { ...graded, recording: text };
}
