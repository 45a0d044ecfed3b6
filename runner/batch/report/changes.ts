import type { Paint } from '../../report/paint.ts';
import { safeShort } from '../../report/safe.ts';
import type { Change } from '../regrade/change.ts';

/** What a regrade changes, a line for each submission that it changes, and who stays. */
export function changeLines(changes: readonly Change[], all: number, paint: Paint): readonly string[] {
  const rest = all - changes.length;
  if (changes.length === 0) return [`nobody changes: all ${all} stay as they are`];
  return [
    `${changes.length} of ${all} ${changes.length === 1 ? 'changes' : 'change'}${rest === 0 ? '' : `; ${rest} ${rest === 1 ? 'stays' : 'stay'} as ${rest === 1 ? 'it is' : 'they are'}`}`,
    ...changes.flatMap((change) => linesOf(change, paint)),
  ];
}

function linesOf({ before, after, gained, lost }: Change, paint: Paint): readonly string[] {
  const by = after.points.earned - before.points.earned;
  const mark = by > 0 ? paint.green(`+${by}`) : by < 0 ? paint.red(String(by)) : '±0';
  const outcome = before.outcome === after.outcome ? after.outcome : `${before.outcome} → ${after.outcome}`;
  return [
    `${mark} ${safeShort(after.name)}   ${before.points.earned} → ${after.points.earned} of ${after.points.of} · ${outcome}`,
    ...(gained.length === 0 ? [] : [paint.dim(`   passes now: ${gained.join(', ')}`)]),
    ...(lost.length === 0 ? [] : [paint.dim(`   no longer passes: ${lost.join(', ')}`)]),
  ];
}
