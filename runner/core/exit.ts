import type { Exit } from './program.ts';

const mebibyte = 1_024 * 1_024;

/** How a program ended, in words. */
export function shownExit({ code, signal, memoryLimitBytes }: Exit): string {
  if (memoryLimitBytes !== undefined) return `killed, since it took more than ${Math.round(memoryLimitBytes / mebibyte)} MiB of memory`;
  if (signal === 'SIGXFSZ') return 'killed by SIGXFSZ: it wrote a larger file than it may';
  return signal === null ? `exit code ${code}` : `killed by ${signal}`;
}
