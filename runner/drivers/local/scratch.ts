import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Left, removeLeft } from '../../core/left.ts';
import { isGone, thisOwner } from '../owner.ts';
import { allPids } from './processes.ts';

/** This machine in a few characters; a temporary folder may be shared with others. */
const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);

/** Files in it are kept in memory, where there is such a folder. */
export const memory = '/dev/shm';

/** A new folder whose name says who made it, so that it can be removed when that one is gone. */
export function makeScratch(purpose: 'bin' | 'initdb' | 'postgres' | 'run', within = tmpdir()): Promise<string> {
  const { pid, start } = thisOwner(host);
  return mkdtemp(join(within, `kata-${purpose}-${host}_${pid}_${start}_`));
}

/** Removes what runners that are gone left on this machine. Returns what it removed. */
export async function sweepScratch(): Promise<readonly Left[]> {
  return removeLeft(await leftScratch());
}

/** The folders of runners that are gone, and programs that still run in them. */
export async function leftScratch(): Promise<readonly Left[]> {
  const roots = [...new Set([tmpdir(), memory])];
  const names = await Promise.all(roots.map((root) => readdir(root).catch(() => [])));
  const folders = names.flatMap((found, at) => found.filter(isLeft).map((name) => join(roots[at] ?? '', name)));
  if (folders.length === 0) return [];
  return [
    ...(await programsIn(folders)),
    ...folders.map(
      (name): Left => ({
        kind: 'folder',
        name,
        remove: () => rm(name, { recursive: true, force: true }).then(() => true),
      }),
    ),
  ];
}

function isLeft(name: string): boolean {
  const [, maker = '', pid = '', start = ''] = /^kata-(?:bin|initdb|postgres|run)-([0-9a-f]{6})_(\d+)_(\d*)_/.exec(name) ?? [];
  return pid !== '' && isGone({ host: maker, pid: Number(pid), start }, host);
}

/** What a killed runner's program had started lives on: it is known by its binary and by where it stands. */
async function programsIn(folders: readonly string[]): Promise<readonly Left[]> {
  const pids = await allPids().catch(() => []);
  const places = await Promise.all(
    pids.flatMap((pid) => ['exe', 'cwd'].map(async (of) => ({ pid, path: await readlink(`/proc/${pid}/${of}`).catch(() => '') }))),
  );
  const inside = places.filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`) || path === folder));
  return [...new Set(inside.map(({ pid }) => pid))].map((pid) => ({
    kind: 'process',
    name: pid,
    remove: async () => process.kill(Number(pid), 'SIGKILL'),
  }));
}
