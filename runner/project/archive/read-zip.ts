import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { UsageError } from '../../core/fault.ts';
import { inflate } from './inflate.ts';
import type { EntryKind, Intake } from './intake.ts';
import { refuse } from './refuse.ts';

const stored = 0;
const deflated = 8;
const zipAnew = 'pack it again, for example with zip -r';

/** Takes the files of a zip. Names are read as bytes, sizes are those that come out, and checksums must be right. */
export async function readZip(packed: Buffer, intake: Intake): Promise<void> {
  const zip = await fromBufferPromise(packed, { lazyEntries: true, decodeStrings: false, strictFileNames: true, validateEntrySizes: true });
  if (zip.entryCount > intake.bounds.entries) {
    throw new UsageError(`${intake.archive} holds more than ${intake.bounds.entries} files and folders`, 'leave out target and .git');
  }
  for await (const entry of zip.eachEntry()) {
    const path = intake.admit({ name: entry.fileNameRaw.toString('utf8'), kind: kindOf(entry), sizeBytes: entry.uncompressedSize });
    if (path !== undefined) intake.put(path, await contentOf(packed, zip, entry, path, intake));
  }
}

async function contentOf(packed: Buffer, zip: ZipFile, entry: Entry, path: string, intake: Intake): Promise<Buffer> {
  const { archive } = intake;
  if (entry.isEncrypted()) throw refuse(archive, path, 'is encrypted', 'pack it without a password');
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const raw = packed.subarray(fileDataStart, fileDataStart + entry.compressedSize);
  const content = await unpacked(raw, entry, path, intake);
  if (content.length !== entry.uncompressedSize) throw refuse(archive, path, 'is shorter than the archive says', zipAnew);
  if (crc32(content) !== entry.crc32) throw refuse(archive, path, 'is damaged: its checksum is another', zipAnew);
  return content;
}

async function unpacked(raw: Buffer, entry: Entry, path: string, intake: Intake): Promise<Buffer> {
  if (entry.compressionMethod === stored) {
    intake.count(raw.length);
    return Buffer.from(raw);
  }
  if (entry.compressionMethod !== deflated) {
    throw refuse(intake.archive, path, `is compressed in a way that kata does not read (method ${entry.compressionMethod})`, zipAnew);
  }
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  for await (const piece of inflate(raw, 'deflate', intake.count)) {
    sizeBytes += piece.length;
    if (sizeBytes > entry.uncompressedSize) throw refuse(intake.archive, path, 'is larger than the archive says', zipAnew);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** From the upper half of the attributes, where Unix keeps the mode, whoever says to have packed it. */
function kindOf({ externalFileAttributes, fileNameRaw }: Entry): EntryKind {
  switch ((externalFileAttributes >>> 28) & 0xf) {
    case 0x0:
      return fileNameRaw.at(-1) === '/'.charCodeAt(0) ? 'folder' : 'file';
    case 0x1:
      return 'a named pipe';
    case 0x2:
    case 0x6:
      return 'a device';
    case 0x4:
      return 'folder';
    case 0x8:
      return 'file';
    case 0xa:
      return 'a symbolic link';
    case 0xc:
      return 'a socket';
    default:
      return 'of an unknown kind';
  }
}
