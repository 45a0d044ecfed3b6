import { Box, render, Static, Text } from 'ink';
import type { BatchEvent } from '../batch/event.ts';
import { eventLines } from '../batch/report/event-lines.ts';
import { type BatchProgress, leftMs, noProgress, perMinute, progressAfter } from '../batch/report/progress.ts';
import { leftText, told } from '../batch/report/text.ts';
import type { ShownBatch } from './batch-progress.ts';
import { paintFor } from './terminal.ts';

const barWidth = 24;
const tickMs = 1_000;

/** What is in flight, how fast it goes and how long the rest takes, below a line for each result: for terminals. */
export function showOverview(stream: NodeJS.WriteStream, fetches: boolean): ShownBatch {
  const paint = paintFor(stream);
  let progress = noProgress;
  const lines: string[] = [];
  const view = () => <Overview lines={[...lines]} progress={progress} now={performance.now()} />;
  const drawn = render(view(), { stdout: stream, patchConsole: false, exitOnCtrlC: false });
  const tick = setInterval(() => drawn.rerender(view()), tickMs);
  tick.unref();
  let over = false;
  return {
    show: (event: BatchEvent) => {
      progress = progressAfter(progress, event, performance.now());
      lines.push(...eventLines(event, progress, fetches, paint));
      drawn.rerender(view());
    },
    end: async () => {
      if (over) return;
      over = true;
      clearInterval(tick);
      drawn.rerender(<Overview lines={[...lines]} progress={undefined} now={0} />);
      drawn.unmount();
      await drawn.waitUntilExit();
    },
  };
}

interface OverviewProps {
  readonly lines: readonly string[];
  /** Undefined once it is over: then only the lines stay. */
  readonly progress: BatchProgress | undefined;
  readonly now: number;
}

function Overview({ lines, progress, now }: OverviewProps) {
  return (
    <>
      <Static items={[...lines]}>{(line, at) => <Text key={at}>{line}</Text>}</Static>
      {progress !== undefined && progress.toGrade > 0 && (
        <Box flexDirection="column">
          <Text wrap="truncate">{standing(progress, now)}</Text>
          {[...progress.inFlight].map(([id, { phase, since }]) => (
            <Text key={id} wrap="truncate" dimColor>
              {`  ${phase} ${String(Math.round((now - since) / 1_000)).padStart(3)} s  ${id}`}
            </Text>
          ))}
        </Box>
      )}
    </>
  );
}

function standing(progress: BatchProgress, now: number): string {
  const { done, toGrade, outcomes, notGraded } = progress;
  const filled = Math.round((done / toGrade) * barWidth);
  const [left, rate] = [leftMs(progress, now), perMinute(progress, now)];
  return [
    `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${done} of ${toGrade}`,
    ...[...outcomes].map(([outcome, count]) => `${count} ${told[outcome]}`),
    ...(notGraded === 0 ? [] : [`${notGraded} not graded`]),
    ...(rate === undefined ? [] : [`${rate.toFixed(rate < 10 ? 1 : 0)} a minute`]),
    ...(left === undefined ? [] : [leftText(left)]),
  ].join(' · ');
}
