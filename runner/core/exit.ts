import type { Exit } from './program.ts';

/** How a program ended, in words. */
export function shownExit({ code, signal }: Exit): string {
  return signal === null ? `exit code ${code}` : `killed by ${signal}`;
}
