import { createPaint, type Paint } from '../report/paint.ts';

/** Colours for a stream: NO_COLOR wins, then FORCE_COLOR, then whether it is a terminal or a CI log that shows them. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  const { NO_COLOR = '', FORCE_COLOR = '', TERM, GITHUB_ACTIONS, GITLAB_CI } = process.env;
  if (NO_COLOR !== '') return createPaint(false);
  if (FORCE_COLOR !== '') return createPaint(FORCE_COLOR !== '0' && FORCE_COLOR !== 'false');
  return createPaint((stream.isTTY && TERM !== 'dumb') || GITHUB_ACTIONS !== undefined || GITLAB_CI !== undefined);
}

/** True where a line can be drawn over: a terminal, and not a CI's log. */
export function isLive(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && process.env.TERM !== 'dumb' && (process.env.CI ?? '') === '';
}

/** How wide a terminal is; 80 where it does not say. */
export function columnsOf(stream: NodeJS.WriteStream): number {
  return stream.columns > 0 ? stream.columns : 80;
}
