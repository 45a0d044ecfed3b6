import { Readable } from 'node:stream';
import { extract, type Header } from 'tar-stream';
import { UsageError } from '../../core/fault.ts';
import type { EntryKind, Intake } from './intake.ts';

/** More than any packer writes before an entry, and after the last one. */
const headerBytes = 256 * 1024;
const attributes = 100;

/** Takes the files of a tar that comes piece by piece. */
export async function readTar(pieces: AsyncIterable<Buffer>, intake: Intake): Promise<void> {
  const unpack = extract();
  let readBytes = 0;
  /** Before what number of bytes the content of the last entry ends. */
  let endBytes = 0;

  // An entry may have headers without end, and reading them takes more time than their size would tell.
  async function* bounded(): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      readBytes += piece.length;
      if (readBytes - endBytes > headerBytes) throw headersTooLong(intake);
      yield piece;
    }
  }

  const source = Readable.from(bounded(), { highWaterMark: 1 });
  source.once('error', (error) => unpack.destroy(error));
  source.pipe(unpack);
  try {
    for await (const entry of unpack) {
      const { header } = entry;
      const kind = kindOf(header.type);
      const sizeBytes = header.size ?? 0;
      if (Object.keys(header.pax ?? {}).length > attributes) throw headersTooLong(intake);
      const path = intake.admit({ name: header.name, kind, sizeBytes });
      endBytes = readBytes + sizeBytes;
      const content: Buffer[] = [];
      for await (const piece of entry) if (path !== undefined) content.push(piece as Buffer);
      if (path !== undefined) intake.put(path, Buffer.concat(content));
    }
  } finally {
    source.destroy();
  }
}

function headersTooLong({ archive }: Intake): UsageError {
  return new UsageError(`${archive} has headers that are too long`, 'pack it again, for example with tar -czf');
}

function kindOf(type: Header['type']): EntryKind {
  switch (type) {
    case 'file':
    case 'contiguous-file':
      return 'file';
    case 'directory':
      return 'folder';
    case 'symlink':
      return 'a symbolic link';
    case 'link':
      return 'a hard link';
    case 'character-device':
    case 'block-device':
      return 'a device';
    case 'fifo':
      return 'a named pipe';
    default:
      return 'of an unknown kind';
  }
}
