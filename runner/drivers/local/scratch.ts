import { readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Left, removeLeft } from '../../core/left.ts';
import { isLeftScratch } from '../../project/scratch.ts';
import { allPids } from './processes.ts';

/** Files in it are kept in memory, where there is such a folder. */
export const memory = '/dev/shm';

/** Removes what runners that are gone left on this machine. Returns what it removed. */
export async function sweepScratch(): Promise<readonly Left[]> {
  return removeLeft(await leftScratch());
}

/** The folders of runners that are gone, and programs that still run in them. */
export async function leftScratch(): Promise<readonly Left[]> {
  const roots = [...new Set([tmpdir(), memory])];
  const names = await Promise.all(roots.map((root) => readdir(root).catch(() => [])));
  const folders = names.flatMap((found, at) => found.filter(isLeftScratch).map((name) => join(roots[at] ?? '', name)));
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
