import type { BatchEvent } from '../batch/event.ts';
import type { Phase } from '../batch/grade.ts';
import { outsideLine, resultLine } from '../batch/report/text.ts';
import { safeShort } from '../report/safe.ts';
import { columnsOf, isLive, paintFor } from './terminal.ts';

const heartbeatMs = 15_000;

/** Shows a batch as it goes: a line for each result, and on a terminal what is in flight below them. */
export function showBatch(stream: NodeJS.WriteStream, fetches: boolean) {
  const live = isLive(stream);
  const paint = paintFor(stream);
  const start = performance.now();
  const inFlight = new Map<string, Phase>();
  let [toGrade, done] = [0, 0];
  const clear = () => void (live && stream.write('\r\u001b[K'));
  const draw = () => void (live && stream.write(`\r\u001b[K${stateOf().slice(0, columnsOf(stream) - 1)}`));
  const stateOf = () => {
    const names = [...inFlight].map(([id, phase]) => `${id} ${phase}`).join(' · ');
    return `${done} of ${toGrade}${leftOf()}${names === '' ? '' : `   ${names}`}`;
  };
  const leftOf = () => {
    if (done < 2) return '';
    const seconds = Math.ceil(((performance.now() - start) / 1_000 / done) * (toGrade - done));
    return ` · about ${seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`} left`;
  };
  const line = (text: string) => {
    clear();
    stream.write(`${text}\n`);
    draw();
  };
  const heartbeat = setInterval(() => (live ? draw() : stream.write(`kata: ${stateOf()}\n`)), live ? 1_000 : heartbeatMs);
  heartbeat.unref();
  return {
    show: (event: BatchEvent) => {
      switch (event.type) {
        case 'looked':
          toGrade = event.toGrade;
          return lookedLines(event, fetches).forEach(line);
        case 'canary':
          return line(`kata: the solution passes here and the starter fails (${(event.ms / 1_000).toFixed(1)} s)`);
        case 'at':
          inFlight.set(event.id, event.phase);
          return draw();
        case 'again':
          return line(`kata: ${event.id} is tried again: ${safeShort(event.because)}`);
        case 'graded':
        case 'not-graded':
          if (event.type === 'graded' && event.how === 'kept') return undefined;
          done += 1;
          inFlight.delete(event.type === 'graded' ? event.summary.id : event.id);
          return line(`${String(done).padStart(String(toGrade).length)}/${toGrade} ${resultLine(event, paint)}`);
      }
    },
    end: () => {
      clearInterval(heartbeat);
      clear();
    },
  };
}

function lookedLines({ toGrade, outside }: Extract<BatchEvent, { type: 'looked' }>, fetches: boolean): readonly string[] {
  const outsideTold = outsideLine(outside, fetches);
  return [
    ...(outsideTold === undefined ? [] : [`kata: ${outsideTold}`]),
    ...(toGrade === 0 ? [] : [`kata: ${toGrade} to grade; first this machine is tried, with the solution and the starter`]),
  ];
}
