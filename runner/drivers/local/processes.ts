import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';

const setpriv = '/usr/bin/setpriv';

/** The processes of a group: its leader, and what was started after it. (One whose pid began anew at 1 is not seen.) */
export async function membersOf(group: number): Promise<readonly string[]> {
  const pids = (await allPids()).filter((pid) => Number(pid) >= group);
  const groups = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').then(groupOf, () => undefined)));
  return pids.filter((_, at) => groups[at] === group);
}

export async function allPids(): Promise<readonly string[]> {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
}

/** Before a command on Linux: the kernel ends the program when the one that started it is gone, however it went (PR_SET_PDEATHSIG, prctl(2)). */
export function endingWithParent(): readonly string[] {
  return existsSync(setpriv) ? [setpriv, '--pdeathsig', 'KILL'] : [];
}

/** To a process, or with a negative pid to a group; one that is gone already is fine. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The process group is the third field after the name, which may itself hold spaces and brackets (proc_pid_stat(5)). */
function groupOf(stat: string): number {
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
}
