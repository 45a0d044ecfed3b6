import { readFile } from 'node:fs/promises';
import { knownIds, loadExercise } from '../../../exercises/index.ts';
import type { RunEvent } from '../../core/event.ts';
import { UsageError } from '../../core/fault.ts';
import { exitCodes } from '../../core/outcome.ts';
import { assertKnown } from '../../project/known.ts';
import { readRecording } from '../../record/read.ts';
import { type Replayed, replay } from '../../record/replay.ts';
import { jsonReport } from '../../report/json.ts';
import { textReport } from '../../report/text/report.ts';
import { paintFor } from '../terminal.ts';

interface ReplayOptions {
  readonly all: boolean;
  readonly json: boolean;
  readonly verbose: boolean;
}

/** `kata replay`: judges a recorded run again, without a server, and says what is judged otherwise. */
export async function replayCommand(path: string, options: ReplayOptions): Promise<void> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} cannot be read: ${error.code ?? error.message}`, 'kata check --record FILE makes a recording');
  });
  const recording = readRecording(path, text);
  assertKnown(recording.head.exercise, knownIds);
  const { events, changed } = replay(path, recording, await loadExercise(recording.head.exercise));
  const paint = paintFor(process.stdout);
  process.stdout.write(options.json ? jsonReport(events) : textReport(events, { paint, ...options }));
  // With --json, stdout is the report alone.
  (options.json ? process.stderr : process.stdout).write(changes(changed));
  process.exitCode = exitCodeOf(events);
}

function changes(changed: Replayed['changed']): string {
  if (changed.length === 0) return '';
  const width = Math.max(...changed.map(({ id }) => id.length));
  const lines = changed.map(
    ({ id, before, after }) => `  ${id.padEnd(width)}  ${before} → ${after === before ? `${after}, for another reason` : after}`,
  );
  return `\njudged otherwise than when it was recorded:\n${lines.join('\n')}\n`;
}

function exitCodeOf(events: readonly RunEvent[]): number {
  const last = events.at(-1);
  return last?.type === 'finished' ? exitCodes[last.outcome] : exitCodes.failed;
}
