import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { execa } from 'execa';

/** A process as the names and labels of what it made have it. */
export interface Process {
  readonly pid: number;
  readonly start: string;
}

/** One that has ended. */
export async function somebodyGone(): Promise<Process> {
  const program = execa('cat', { stdin: 'pipe' });
  await once(program, 'spawn');
  const gone = await processOf(program.pid ?? 0);
  program.stdin.end();
  await program;
  return gone;
}

export function thisProcess(): Promise<Process> {
  return processOf(process.pid);
}

async function processOf(pid: number): Promise<Process> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return { pid, start: stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '' };
}
