import { readdir, readFile, readlink } from 'node:fs/promises';
import type { Listening } from '../../core/program.ts';
import { listeningSockets } from '../../examine/sockets.ts';

/** Sockets that the processes of a group listen on, from /proc. Undefined where there is no /proc. */
export async function groupSockets(group: number): Promise<readonly Listening[] | undefined> {
  const sockets = await listeningSockets();
  if (sockets === undefined) return undefined;
  const inodes = new Set((await Promise.all((await membersOf(group)).map(socketInodes))).flat());
  return sockets.filter(({ inode }) => inodes.has(inode)).map(({ address, port }) => ({ address, port }));
}

async function membersOf(group: number): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const groups = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').then(groupOf, () => undefined)));
  return pids.filter((_, at) => groups[at] === group);
}

/** The process group is the third field after the name, which may itself hold spaces and brackets (proc_pid_stat(5)). */
function groupOf(stat: string): number {
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
}

async function socketInodes(pid: string): Promise<readonly string[]> {
  const names = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const links = await Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')));
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}
