import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { InfrastructureError, UsageError } from '../../core/fault.ts';
import type { Tree } from '../../core/tree.ts';
import { archiveBounds } from './bounds.ts';
import { formatOf } from './format.ts';
import { inflate } from './inflate.ts';
import { createIntake, type Intake } from './intake.ts';
import { readTar } from './read-tar.ts';
import { readZip } from './read-zip.ts';
import { shownName } from './refuse.ts';
import { takenTree } from './taken-tree.ts';

/** An archive as files in memory. Nothing of it comes to the disk. */
export async function openArchive(file: string): Promise<{ readonly tree: Tree; readonly directory: string }> {
  const name = shownName(basename(file));
  return openPacked(name, await contentOf(file, name));
}

/** The same for an archive that is in memory already. */
export async function openPacked(name: string, packed: Buffer): Promise<{ readonly tree: Tree; readonly directory: string }> {
  const intake = createIntake(name, packed.length);
  try {
    await readInto(intake, packed);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw broken(name, error);
  }
  return takenTree(intake, name.replace(/\.(zip|tgz|tar|tar\.gz)$/i, ''));
}

/** Takes all that an archive holds, or throws; what is no fault of kata's own words is the reader's. */
export async function readInto(intake: Intake, packed: Buffer): Promise<void> {
  const format = formatOf(packed);
  switch (format) {
    case 'zip':
      return readZip(packed, intake);
    case 'gzip':
      return readTar(inflate(packed, 'gzip', intake.count), intake);
    case 'tar':
      return readTar(pieces(packed, intake.count), intake);
    default: {
      const what = packed.length === 0 ? 'is empty' : format === 'unknown' ? 'is no archive' : `is ${format} archive`;
      throw new UsageError(`${intake.archive} ${what}`, 'pack the project as a .zip or a .tar.gz');
    }
  }
}

async function* pieces(packed: Buffer, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  const pieceBytes = 16 * 1024;
  for (let at = 0; at < packed.length; at += pieceBytes) {
    const piece = packed.subarray(at, at + pieceBytes);
    count(piece.length);
    yield piece;
  }
}

async function contentOf(file: string, name: string): Promise<Buffer> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${name} cannot be read: ${error.code}`, 'check its permissions');
  });
  try {
    const { size } = await handle.stat();
    if (size > archiveBounds.packedBytes) {
      throw new UsageError(`${name} is over ${archiveBounds.packedBytes >> 20} MB`, 'leave out target and .git');
    }
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new InfrastructureError(`${name} cannot be read: ${String(error)}`, 'look at the disk', { cause: error });
  } finally {
    await handle.close();
  }
}

/** The readers' own words, for what is no whole archive. */
function broken(name: string, error: unknown): UsageError {
  const why = error instanceof Error ? error.message : String(error);
  if (/multi-disk/.test(why)) return new UsageError(`${name} is one part of several`, 'pack the project into one archive');
  if (/strong encryption/.test(why)) return new UsageError(`${name} is encrypted`, 'pack it without a password');
  return new UsageError(`${name} is no whole archive: ${shownName(why)}`, 'pack the project again, and see that all of it is there');
}
