import { copyFile, link, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeScratch } from '../../project/scratch.ts';

/** A built binary under a name of kata's own. */
export interface HeldBinary {
  readonly path: string;
  release(): Promise<void>;
}

/** Holds on to a binary: what is booted stays the one that was built, even if cargo runs again in the meantime. */
export async function holdBinary(binary: string): Promise<HeldBinary> {
  const directory = await makeScratch('bin');
  const path = join(directory, 'server');
  const release = () => rm(directory, { recursive: true, force: true });
  try {
    // A link costs nothing; on another file system there is only a copy.
    await link(binary, path).catch(() => copyFile(binary, path));
  } catch (error) {
    await release();
    throw error;
  }
  return { path, release };
}
