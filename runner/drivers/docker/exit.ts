import { constants } from 'node:os';
import type { Exit } from '../../core/program.ts';

/** How a program ended, from its container's exit code: tini reports one that a signal killed as 128 and the signal's number. */
export function exitOf(code: number): Exit {
  const signal = Object.entries(constants.signals).find(([, number]) => code === 128 + number)?.[0];
  return signal === undefined ? { code, signal: null } : { code: null, signal };
}
