import { lstat, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../../core/fault.ts';
import type { Tree } from '../../core/tree.ts';
import { createIntake } from '../archive/intake.ts';
import { shownName } from '../archive/refuse.ts';
import { takenTree } from '../archive/taken-tree.ts';
import { makeScratch } from '../scratch.ts';
import type { GitFolders } from './git.ts';
import { objectOf } from './object-of.ts';
import { readCommit } from './read-commit.ts';

/**
 * The files of a commit, in memory. git is given the objects alone: settings, hooks, attributes and filters of a
 * repository can name programs to run, so it looks at an empty one of kata's own in which these objects lie.
 */
export async function openRepository(
  folder: string,
  revision: string | undefined,
): Promise<{ readonly tree: Tree; readonly directory: string }> {
  const folderName = basename(folder) === '.git' ? basename(dirname(folder)) : basename(folder).replace(/\.git$/, '');
  const name = shownName(
    `${basename(folder) === '.git' ? `${folderName}/.git` : basename(folder)}${revision === undefined ? '' : `@${revision}`}`,
  );
  const objects = join(folder, 'objects');
  await assertOwnObjects(objects, name);
  const object = await objectOf(folder, revision ?? 'HEAD', name);
  const scratch = await makeScratch('repository');
  try {
    const intake = createIntake(name, undefined);
    await readCommit(await emptyRepository(scratch, objects, object), object, intake);
    return takenTree(intake, folderName);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function emptyRepository(scratch: string, objects: string, object: string): Promise<GitFolders> {
  await mkdir(join(scratch, 'refs'));
  await writeFile(join(scratch, 'HEAD'), 'ref: refs/heads/none\n');
  // An object of 64 digits is SHA-256, which a repository has to say.
  const sha256 = '[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = sha256\n';
  if (object.length === 64) await writeFile(join(scratch, 'config'), sha256);
  return { git: scratch, objects };
}

/** Objects that lie elsewhere may be anybody's, and what is no file may never end. */
async function assertOwnObjects(objects: string, name: string): Promise<void> {
  const next = 'clone it with git clone --bare --no-local, and name the clone';
  const borrowed = await lstat(join(objects, 'info', 'alternates')).catch(() => undefined);
  if (borrowed !== undefined) throw new UsageError(`${name} borrows its objects from another repository`, next);
  const folder = await lstat(objects);
  const entries = folder.isDirectory() ? await readdir(objects, { recursive: true, withFileTypes: true }) : [];
  if (!folder.isDirectory() || entries.some((entry) => !entry.isFile() && !entry.isDirectory())) {
    throw new UsageError(`${name} has links among its objects`, next);
  }
}
