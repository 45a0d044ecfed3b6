import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

/** Mounts an empty file system in memory on a folder; who asks for it unmounts it. */
export async function mount(folder: string, options: string): Promise<void> {
  await execa('mount', ['-t', 'tmpfs', '-o', options, 'kata-test', folder]);
}

export async function unmount(folder: string): Promise<void> {
  await execa('umount', [folder]);
}

/** Whether this user may mount anything: in many a container root may not. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0 && (await mounts());

async function mounts(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'kata-mounts-'));
  try {
    await mount(folder, 'ro');
    await unmount(folder);
    return true;
  } catch {
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
