import type { BatchEvent } from '../batch/event.ts';
import { eventLines } from '../batch/report/event-lines.ts';
import { leftMs, noProgress, progressAfter } from '../batch/report/progress.ts';
import { leftText } from '../batch/report/text.ts';
import { paintFor } from './terminal.ts';

const heartbeatMs = 15_000;

/** Shows a batch as it goes. */
export interface ShownBatch {
  show(event: BatchEvent): void;
  /** Whatever was drawn is gone when this resolves; what is to stay stays. */
  end(): Promise<void>;
}

/** A plain line for each result, and a heartbeat: for logs. */
export function showLines(stream: NodeJS.WriteStream, fetches: boolean): ShownBatch {
  const paint = paintFor(stream);
  let progress = noProgress;
  const heartbeat = setInterval(() => {
    const { done, toGrade, inFlight } = progress;
    const left = leftMs(progress, performance.now());
    const names = [...inFlight].map(([id, { phase }]) => `${id} ${phase}`).join(' · ');
    stream.write(
      `kata: ${[`${done} of ${toGrade}`, ...(left === undefined ? [] : [leftText(left)]), names].filter((part) => part !== '').join(' · ')}\n`,
    );
  }, heartbeatMs);
  heartbeat.unref();
  return {
    show: (event) => {
      progress = progressAfter(progress, event, performance.now());
      for (const line of eventLines(event, progress, fetches, paint)) stream.write(`${line}\n`);
    },
    end: async () => clearInterval(heartbeat),
  };
}
