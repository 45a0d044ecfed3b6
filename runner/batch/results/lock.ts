import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../core/fault.ts';
import { isGone, type Owner, thisOwner } from '../../project/owner.ts';

/** Keeps a folder of results for this process, until it lets go of it or is gone. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, '.lock');
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      await writeFile(file, JSON.stringify(thisOwner(hostname())), { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = await ownerOf(file);
    if (owner !== undefined && !isGone(owner, hostname())) {
      throw new UsageError(
        `${folder} is in use by another kata batch (process ${owner.pid} on ${owner.host})`,
        `wait for it, or name another folder with --out; if there is none any more, remove ${file}`,
      );
    }
    await rm(file, { force: true });
  }
  throw new UsageError(`${folder} is in use by another kata batch`, 'wait for it, or name another folder with --out');
}

async function ownerOf(file: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}
