import { constants, type Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InfrastructureError, UsageError } from '../../core/fault.ts';
import type { Tree } from '../../core/tree.ts';
import { isLeftOut } from '../bounds.ts';
import { createIntake, type EntryKind, type Intake } from './intake.ts';
import { shownName } from './refuse.ts';
import { takenTree } from './taken-tree.ts';

/** A folder as files in memory, with what is asked of an archive of it. Links are never followed. */
export async function openFolder(directory: string): Promise<{ readonly tree: Tree; readonly directory: string }> {
  const intake = createIntake(shownName(basename(directory)), undefined);
  await take(directory, '', intake);
  return takenTree(intake, basename(directory));
}

async function take(directory: string, below: string, intake: Intake): Promise<void> {
  for (const entry of await entriesOf(join(directory, below), intake)) {
    if (isLeftOut(entry.name)) continue;
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isFile()) await takeFile(join(directory, name), name, intake);
    else if (intake.admit({ name, kind: kindOf(entry), sizeBytes: 0 }) === undefined && entry.isDirectory())
      await take(directory, name, intake);
  }
}

async function takeFile(file: string, name: string, intake: Intake): Promise<void> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(unreadable(name, intake));
  try {
    const { size } = await handle.stat();
    const path = intake.admit({ name, kind: 'file', sizeBytes: size });
    if (path === undefined) return;
    // What grows while it is read is no larger than it was.
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0).catch(unreadable(name, intake));
    intake.count(bytesRead);
    intake.put(path, buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

async function entriesOf(folder: string, intake: Intake): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(unreadable(basename(folder), intake));
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function unreadable(name: string, { archive }: Intake) {
  return (error: NodeJS.ErrnoException): never => {
    if (error.code === 'ENOENT')
      throw new UsageError(`${archive}: ${shownName(name)} is gone`, 'put it back, and leave it there until it is graded');
    if (error.code === 'EACCES') throw new UsageError(`${archive}: ${shownName(name)} may not be read by you`, 'change its permissions');
    throw new InfrastructureError(`${archive}: ${shownName(name)} cannot be read: ${error.code}`, 'look at the disk', { cause: error });
  };
}

function kindOf(entry: Dirent): EntryKind {
  if (entry.isDirectory()) return 'folder';
  if (entry.isSymbolicLink()) return 'a symbolic link';
  if (entry.isFIFO()) return 'a named pipe';
  if (entry.isSocket()) return 'a socket';
  return entry.isBlockDevice() || entry.isCharacterDevice() ? 'a device' : 'of an unknown kind';
}
