import { mebibytes } from './mebibytes.ts';
import type { Exit } from './program.ts';

/** How a program ended, in words. */
export function shownExit({ code, signal, memoryLimitBytes, logLimitBytes }: Exit): string {
  if (memoryLimitBytes !== undefined) return `killed, since it took more than ${mebibytes(memoryLimitBytes)} of memory`;
  if (logLimitBytes !== undefined) return `killed, since it printed more than ${mebibytes(logLimitBytes)}`;
  if (signal === 'SIGXFSZ') return 'killed by SIGXFSZ: it wrote a larger file than it may';
  return signal === null ? `exit code ${code}` : `killed by ${signal}`;
}
