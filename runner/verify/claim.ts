import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * A folder for this process alone, under the same name as last time where nobody else has it: cargo then
 * compiles only what changed.
 */
export async function claimFolder(path: string): Promise<{ readonly directory: string; release(): Promise<void> }> {
  await mkdir(dirname(path), { recursive: true });
  for (let number = 0; ; number += 1) {
    const directory = `${path}-${number}`;
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

async function taken(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
  if (owner > 0 && lives(owner)) return false;
  await rm(lock, { force: true });
  return taken(lock);
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
