import { readFileSync } from 'node:fs';

/** A process that made something which may be left behind. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** When it was started, in clock ticks since the boot: a pid alone may be another's by now. */
  readonly start: string;
}

/** This very process, under a name that its machine is known by. */
export function thisOwner(host: string): Owner {
  return { host, pid: process.pid, start: startOf(process.pid) ?? '' };
}

/** True for a process of this machine that is there no more; of another machine's it is not known. */
export function isGone({ host, pid, start }: Owner, thisHost: string): boolean {
  return host === thisHost && startOf(pid) !== start;
}

/** Whether a process has this pid, be it somebody else's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return isAlive(pid) ? '' : undefined;
  }
}
