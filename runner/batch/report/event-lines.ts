import type { Paint } from '../../report/paint.ts';
import { safeShort } from '../../report/safe.ts';
import type { BatchEvent } from '../event.ts';
import type { BatchProgress } from './progress.ts';
import { outsideLine, resultLine } from './text.ts';

/** What stays on the screen of an event, where the batch then stands so. */
export function eventLines(event: BatchEvent, { done, toGrade }: BatchProgress, fetches: boolean, paint: Paint): readonly string[] {
  switch (event.type) {
    case 'looked': {
      const outside = outsideLine(event.outside, fetches);
      return [
        ...(outside === undefined ? [] : [outside]),
        ...(toGrade === 0
          ? []
          : [`${toGrade} to grade${event.builds ? '; first this machine is tried, with the solution and the starter' : ''}`]),
      ];
    }
    case 'canary':
      return [`the solution passes here and the starter fails (${(event.ms / 1_000).toFixed(1)} s)`];
    case 'again':
      return [`${event.id} is tried again: ${safeShort(event.because)}`];
    case 'graded':
      return event.how === 'kept' ? [] : [`${place(done, toGrade)} ${resultLine(event, paint)}`];
    case 'not-graded':
      return [`${place(done, toGrade)} ${resultLine(event, paint)}`];
    case 'at':
      return [];
  }
}

function place(done: number, toGrade: number): string {
  return `${String(done).padStart(String(toGrade).length)}/${toGrade}`;
}
