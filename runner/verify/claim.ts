import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Left } from '../core/left.ts';
import { isAlive } from '../project/owner.ts';

/** Where folders are claimed. */
const claims = join(tmpdir(), 'kata-verify');

/**
 * A folder for this process alone, under the same name as last time where nobody else has it: cargo then
 * compiles only what changed.
 */
export async function claimFolder(name: string): Promise<{ readonly directory: string; release(): Promise<void> }> {
  await mkdir(claims, { recursive: true });
  for (let number = 0; ; number += 1) {
    const directory = join(claims, `${name}-${number}`);
    const lock = `${directory}.lock`;
    if (!(await taken(lock))) continue;
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory);
    return {
      directory,
      release: async () => {
        await rm(directory, { recursive: true, force: true });
        await rm(lock, { force: true });
      },
    };
  }
}

/** Folders whose claimants are gone. */
export async function leftClaims(): Promise<readonly Left[]> {
  const locks = (await readdir(claims).catch(() => [])).filter((file) => file.endsWith('.lock')).map((file) => join(claims, file));
  const held = await Promise.all(locks.map(isHeld));
  return locks
    .filter((_, at) => held[at] === false)
    .map((lock) => {
      const directory = lock.replace(/\.lock$/, '');
      const remove = async () => {
        if (!(await taken(lock))) return false;
        await rm(directory, { recursive: true, force: true });
        await rm(lock, { force: true });
        return true;
      };
      return { kind: 'folder', name: directory, remove };
    });
}

async function taken(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (await isHeld(lock)) return false;
  await rm(lock, { force: true });
  return taken(lock);
}

async function isHeld(lock: string): Promise<boolean> {
  const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
  return owner > 0 && isAlive(owner);
}
