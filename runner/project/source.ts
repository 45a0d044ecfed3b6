import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { UsageError } from '../core/fault.ts';

/** What a project is read from. */
export type Source =
  | { readonly kind: 'folder'; readonly directory: string }
  /** A folder that is somebody else's: its files are taken as those of an archive, and what is above it is not looked at. */
  | { readonly kind: 'handed-in'; readonly directory: string }
  | { readonly kind: 'archive'; readonly file: string }
  /** An archive that is inside another one. */
  | { readonly kind: 'packed'; readonly name: string; readonly content: () => Promise<Buffer> }
  | { readonly kind: 'repository'; readonly folder: string; readonly revision: string | undefined };

const next = 'name the folder that holds Cargo.toml with --path, or a .zip, a .tar.gz or a git repository of it';

/** What a path names: a folder, an archive, or a git repository (`repo.git`, `repo.git@<commit>`). Only looked at, not read. */
export async function sourceAt(path: string): Promise<Source> {
  const absolute = resolve(path);
  const stats = await stat(absolute).catch(async (error: NodeJS.ErrnoException) => {
    const committed = await repositoryAtCommit(absolute);
    if (committed !== undefined) return committed;
    throw new UsageError(`${absolute} ${missing(error.code)}`, next);
  });
  if ('kind' in stats) return stats;
  if (stats.isFile() && /\.(zip|tgz|tar|tar\.gz)$/i.test(absolute)) return { kind: 'archive', file: absolute };
  if (!stats.isDirectory()) throw new UsageError(`${absolute} is ${stats.isFile() ? 'a file' : 'neither a file nor a folder'}`, next);
  if (await isRepository(absolute)) return { kind: 'repository', folder: await realpath(absolute), revision: undefined };
  return folderAt(absolute);
}

/** A folder, whatever is in it: where one stands. */
export async function folderAt(path: string): Promise<Source & { readonly kind: 'folder' }> {
  const absolute = resolve(path);
  await readdir(absolute).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${absolute} ${missing(error.code)}`, 'check its permissions');
  });
  return { kind: 'folder', directory: await realpath(absolute) };
}

/** Why what is packed cannot be built or run in place. */
export function unpackFirst(name: string): UsageError {
  return new UsageError(
    `${basename(name)} is not a folder, and the local driver builds a project where it lies`,
    'unpack or clone it and name that folder with --path, or grade it as it is with kata check --driver docker',
  );
}

async function repositoryAtCommit(path: string): Promise<Source | undefined> {
  const at = path.lastIndexOf('@');
  const [folder, revision] = [path.slice(0, at), path.slice(at + 1)];
  return at > 0 && (await isRepository(folder)) ? { kind: 'repository', folder: await realpath(folder), revision } : undefined;
}

/** A bare repository, or the `.git` folder of one. A folder with one inside is a folder. */
export async function isRepository(folder: string): Promise<boolean> {
  const found = await Promise.all(
    ['HEAD', 'objects'].map((name) =>
      stat(join(folder, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.every((there) => there);
}

function missing(code: string | undefined): string {
  switch (code) {
    case 'ENOENT':
      return 'does not exist';
    case 'ENOTDIR':
      return 'does not exist: a part of it is a file';
    case 'EACCES':
      return 'may not be read by you';
    default:
      return `cannot be read: ${code}`;
  }
}
