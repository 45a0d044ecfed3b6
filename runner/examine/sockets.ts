import { readdir, readFile, readlink } from 'node:fs/promises';
import type { Listening } from '../core/program.ts';

const listenState = '0A';

/** A socket in LISTEN, with the inode by which a process holds it. */
export interface ListeningSocket extends Listening {
  readonly inode: string;
}

/** All TCP sockets that listen in this network namespace, from /proc/net (proc_pid_net(5)). Undefined where there is no /proc. */
export async function listeningSockets(): Promise<readonly ListeningSocket[] | undefined> {
  try {
    const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'utf8').catch(() => '')));
    return tables[0] === '' ? undefined : tables.flatMap((table) => table.split('\n').slice(1).flatMap(parseRow));
  } catch {
    return undefined;
  }
}

/** The sockets that a process holds, by their inodes; none where it cannot be looked into. */
export async function socketInodes(pid: string): Promise<readonly string[]> {
  const names = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const links = await Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')));
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}

function parseRow(row: string): readonly ListeningSocket[] {
  const [, local = '', , state, , , , , , inode = ''] = row.trim().split(/\s+/);
  const [address = '', port = ''] = local.split(':');
  if (state !== listenState) return [];
  return [{ address: parseAddress(address), port: Number.parseInt(port, 16), inode }];
}

/** The kernel prints addresses as 32-bit words in the machine's byte order. */
function parseAddress(hex: string): string {
  const words = hex.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => (word.match(/../g) ?? []).reverse().map((byte) => Number.parseInt(byte, 16)));
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.every((byte) => byte === 0)) return '::';
  if (bytes.slice(0, 15).every((byte) => byte === 0) && bytes[15] === 1) return '::1';
  return `[${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}]`;
}
