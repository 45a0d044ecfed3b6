import { readdir, readFile } from 'node:fs/promises';
import type { Resources } from '../../core/program.ts';
import { membersOf } from './processes.ts';

/** What a process of /proc/<pid>/stat counts in: 100 a second on every Linux (sysconf(3), _SC_CLK_TCK). */
const tickMs = 10;
const kibibyte = 1_024;

/** What the processes of a group use, from /proc. Undefined where there is no /proc, and of a group that has ended. */
export async function groupResources(group: number): Promise<Resources | undefined> {
  const members = await membersOf(group).catch(() => []);
  const used = (await Promise.all(members.map((pid) => processResources(pid).catch(() => undefined)))).filter((one) => one !== undefined);
  if (used.length === 0) return undefined;
  const sum = (of: (one: Resources) => number) => used.reduce((total, one) => total + of(one), 0);
  return { cpuMs: sum(({ cpuMs }) => cpuMs), residentBytes: sum((one) => one.residentBytes), peakBytes: sum((one) => one.peakBytes) };
}

/** The same of one process. Undefined for one that has ended. */
export async function processResources(pid: string): Promise<Resources | undefined> {
  const [stat, status, threadsMs] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/status`, 'utf8'),
    cpuOfThreads(pid),
  ]);
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? Number.NaN);
  const [resident, peak] = [kilobytes('VmRSS'), kilobytes('VmHWM')];
  // A process that has ended and was not waited for yet holds nothing.
  if (Number.isNaN(resident)) return undefined;
  // Each is at most the truth: the first is exact but leaves out threads that ended, the second is cut to ticks.
  return { cpuMs: Math.max(threadsMs, cpuOf(stat)), residentBytes: resident * kibibyte, peakBytes: peak * kibibyte };
}

/** To the nanosecond, but of the threads that are there now (/proc/<pid>/task/<tid>/schedstat). */
async function cpuOfThreads(pid: string): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const times = await Promise.all(threads.map((id) => readFile(`/proc/${pid}/task/${id}/schedstat`, 'utf8').catch(() => '0')));
  return times.reduce((sum, text) => sum + Number(text.split(' ')[0]), 0) / 1e6;
}

/** User and system time, fields 14 and 15; the name before them may itself hold spaces and brackets (proc_pid_stat(5)). */
function cpuOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return tickMs * (Number(fields[11]) + Number(fields[12]));
}
