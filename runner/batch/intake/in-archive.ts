import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { UsageError } from '../../core/fault.ts';
import { archiveBounds } from '../../project/archive/bounds.ts';
import { shownName } from '../../project/archive/refuse.ts';
import type { Ignored } from '../submission.ts';
import { type AllFound, type Found, isArchive, noProject } from './found.ts';

const submissions = 10_000;

/** The archives in a zip, as Canvas hands out a class. Each is read when it is graded; the zip stays where it is. */
export async function findInArchive(file: string): Promise<AllFound> {
  const found: Found[] = [];
  const ignored: Ignored[] = [];
  const zip = await opened(file);
  try {
    for await (const entry of zip.eachEntry()) {
      const { fileName } = entry;
      const name = shownName(fileName);
      if (fileName.endsWith('/') || /(^|\/)(__MACOSX\/|\._|\.DS_Store$)/.test(fileName)) continue;
      if (fileName.includes('/')) ignored.push({ name, why: 'is in a folder; unpack the archive and name the folder around them' });
      else if (!isArchive(fileName)) ignored.push({ name, why: noProject });
      else found.push({ name: fileName, source: { kind: 'packed', name, content: () => contentOf(file, fileName) } });
      if (found.length + ignored.length > submissions)
        throw new UsageError(`${file} holds more than ${submissions} files`, 'name one class');
    }
  } finally {
    zip.close();
  }
  return { found, ignored };
}

async function contentOf(file: string, fileName: string): Promise<Buffer> {
  const zip = await opened(file);
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName === fileName) return await inflated(zip, entry);
    }
  } finally {
    zip.close();
  }
  throw new UsageError(`${shownName(fileName)} is no longer in ${file}`, 'put it back, and leave it there until it is graded');
}

async function inflated(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const name = shownName(entry.fileName);
  const { packedBytes } = archiveBounds;
  if (entry.isEncrypted()) throw new UsageError(`${name} is encrypted`, 'pack it without a password');
  if (entry.uncompressedSize > packedBytes) throw new UsageError(`${name} is over ${packedBytes >> 20} MB`, 'leave out target and .git');
  const chunks: Buffer[] = [];
  // It never gives more than the entry says.
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function opened(file: string): Promise<ZipFile> {
  try {
    return await openPromise(file, { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file} is no whole zip: ${shownName(why)}`, 'download it again, or unpack it and name the folder');
  }
}
