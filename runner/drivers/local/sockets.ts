import { readFile } from 'node:fs/promises';
import type { Listening } from '../../core/program.ts';
import { listeningSockets, socketInodes } from '../../examine/sockets.ts';
import { allPids, membersOf } from './processes.ts';

/** Sockets that the processes of a group listen on, from /proc. Undefined where there is no /proc. */
export async function groupSockets(group: number): Promise<readonly Listening[] | undefined> {
  const sockets = await listeningSockets();
  if (sockets === undefined) return undefined;
  const inodes = new Set((await Promise.all((await membersOf(group)).map(socketInodes))).flat());
  return sockets.filter(({ inode }) => inodes.has(inode)).map(({ address, port }) => ({ address, port }));
}

/** Who listens on a port, as far as it can be seen: the name of the process and its id. */
export async function listenerOn(port: number): Promise<string | undefined> {
  const inode = (await listeningSockets())?.find((socket) => socket.port === port)?.inode;
  if (inode === undefined) return undefined;
  const pids = await allPids();
  const held = await Promise.all(pids.map(socketInodes));
  const pid = pids.find((_, at) => held[at]?.includes(inode));
  if (pid === undefined) return undefined;
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  return `${name.trim()} (process ${pid})`;
}
