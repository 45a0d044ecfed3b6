import { UsageError } from '../../core/fault.ts';
import { isLeftOut, projectBounds } from '../bounds.ts';
import { type ArchiveBounds, archiveBounds } from './bounds.ts';
import { createClashes } from './clashes.ts';
import { entryPath } from './entry-path.ts';
import { refuse } from './refuse.ts';

/** What an entry is; all but files and folders is refused by this name. */
export type EntryKind =
  | 'file'
  | 'folder'
  | 'a symbolic link'
  | 'a hard link'
  | 'a device'
  | 'a named pipe'
  | 'a socket'
  | 'a submodule'
  | 'of an unknown kind';

export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
  /** As the archive claims. */
  readonly sizeBytes: number;
}

/** Takes the entries of an archive, one after the other, and throws at the first that may not be there. */
export interface Intake {
  readonly archive: string;
  readonly bounds: ArchiveBounds;
  /** The path of a file whose content is wanted; undefined for folders and for what no build needs. */
  admit(entry: Entry): string | undefined;
  /** Counts what was really inflated. */
  count(bytes: number): void;
  put(path: string, content: Buffer): void;
  taken(): { readonly files: ReadonlyMap<string, Buffer>; readonly inflatedBytes: number };
}

const packAnew = 'pack the project’s folder anew, without target and .git; git archive -o project.zip HEAD does so';
const commitAnew = 'commit the project’s sources alone, and name that commit after an @';

/** `packedBytes` is the archive's own size; a commit has none. */
export function createIntake(archive: string, packedBytes: number | undefined, bounds: ArchiveBounds = archiveBounds): Intake {
  const files = new Map<string, Buffer>();
  const clashes = createClashes();
  let [entries, claimedFiles, claimedBytes, inflatedBytes] = [0, 0, 0, 0];
  const next = packedBytes === undefined ? commitAnew : packAnew;
  const tooLarge = (why: string) => new UsageError(`${archive} ${why}`, next);

  function admit({ name, kind, sizeBytes }: Entry): string | undefined {
    entries += 1;
    if (entries > bounds.entries) throw tooLarge(`holds more than ${bounds.entries} files and folders`);
    const found = entryPath(name, bounds);
    if (found.kind === 'odd') throw refuse(archive, name, found.why, next);
    if (found.kind === 'left-out') return undefined;
    const { path, isFolder } = found;
    // A reader of tars would wait for that content for ever.
    if ((isFolder || kind === 'folder') && sizeBytes > 0) throw refuse(archive, name, 'is a folder with content', next);
    if (path.split('/').some(isLeftOut)) return undefined;
    if (kind !== 'file' && kind !== 'folder')
      throw refuse(archive, path, `is ${kind}`, 'put a file in its place: only files and folders are taken');
    if (path === '' && kind === 'folder') return undefined;
    const clash = clashes.find(path, isFolder ? 'folder' : kind);
    if (clash !== undefined) throw refuse(archive, path, clash, 'give each file a name of its own');
    if (isFolder || kind === 'folder') return undefined;
    claimedFiles += 1;
    claimedBytes += sizeBytes;
    if (sizeBytes > projectBounds.fileBytes) throw refuse(archive, path, `is over ${projectBounds.fileBytes >> 20} MB`, next);
    if (claimedFiles > projectBounds.files) throw tooLarge(`holds more than ${projectBounds.files} files`);
    if (claimedBytes > projectBounds.totalBytes) throw tooLarge(`holds more than ${projectBounds.totalBytes >> 20} MB`);
    return path;
  }

  function count(bytes: number): void {
    inflatedBytes += bytes;
    if (inflatedBytes > bounds.inflatedBytes) throw tooLarge(`unpacks to more than ${bounds.inflatedBytes >> 20} MB`);
    if (packedBytes !== undefined && inflatedBytes > bounds.ratioFromBytes && inflatedBytes > bounds.ratio * packedBytes) {
      throw tooLarge(`unpacks to more than ${bounds.ratio} times its size`);
    }
  }

  return {
    archive,
    bounds,
    admit,
    count,
    put: (path, content) => void files.set(path, content),
    taken: () => ({ files, inflatedBytes }),
  };
}
