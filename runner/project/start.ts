import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../core/fault.ts';
import { addMember } from './add-member.ts';
import { diskTree } from './disk-tree.ts';
import { lockfileWith } from './lockfile.ts';
import { declaredExercise, readManifest } from './manifest.ts';
import { packFile } from './pack-files.ts';
import { packagesBelow } from './packages.ts';
import { type Place, placeInWorkspace } from './workspace.ts';

const reasons: { readonly [code: string]: string } = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  ENOENT: 'nothing can be made there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

/** What `startProject` made. */
export interface Started {
  /** Relative to the new folder. */
  readonly files: readonly string[];
  readonly joined?: { readonly manifestPath: string; readonly memberPath: string; readonly added: boolean };
  /** Where the vetted lockfile was put; undefined where the workspace keeps its own. */
  readonly lockfilePath: string | undefined;
}

/** Copies the starter of an exercise into a new folder, as a member of the workspace that it lies in, if any. */
export async function startProject(exerciseId: string, target: string): Promise<Started> {
  await assertFree(exerciseId, target);
  const place = await placeInWorkspace(target);
  const manifest = place === undefined ? undefined : await manifestWith(exerciseId, place);
  const starter = packFile('exercises', exerciseId, 'starter');
  await writing(target, async () => {
    await makeFolder(target);
    await cp(starter, target, { recursive: true, filter: (path) => !/^(target|Cargo\.lock)$/.test(basename(path)) });
  });
  if (place === undefined) {
    const lockfilePath = join(target, 'Cargo.lock');
    await writing(target, async () => writeFile(lockfilePath, lockfileWith(await vettedLockfile(), '') ?? ''));
    return { files: await filesIn(target), lockfilePath };
  }
  const { workspace, memberPath } = place;
  const manifestPath = join(workspace.directory, 'Cargo.toml');
  if (manifest !== undefined) await writing(manifestPath, () => writeFile(manifestPath, manifest));
  const lockfilePath = await refillLockfile(join(workspace.directory, 'Cargo.lock'));
  return { files: await filesIn(target), lockfilePath, joined: { manifestPath, memberPath, added: manifest !== undefined } };
}

async function assertFree(exerciseId: string, target: string): Promise<void> {
  const another = `name another folder: kata start ${exerciseId} <folder>`;
  const stats = await stat(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new UsageError(`${target} cannot be made: ${error.code === 'ENOTDIR' ? 'a part of it is a file' : error.code}`, another);
  });
  if (stats === undefined) return;
  if (!stats.isDirectory()) throw new UsageError(`${target} is a file`, another);
  const entries = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${target} may not be read by you (${error.code})`, another);
  });
  if (entries.length === 0) return;
  const there = await readManifest(diskTree, target).catch(() => undefined);
  if (there !== undefined && declaredExercise(there) === exerciseId) {
    throw new UsageError(`${target} holds this exercise already`, 'go there and run: kata check');
  }
  throw new UsageError(`${target} is not empty`, another);
}

/** The workspace's manifest with the new member; undefined where a pattern takes it in already. */
async function manifestWith(packageName: string, { workspace, memberPath, covered }: Place): Promise<string | undefined> {
  const taken = (await packagesBelow(diskTree, [workspace.directory])).find((manifest) => manifest.package?.name === packageName);
  if (taken !== undefined) {
    throw new UsageError(
      `the workspace ${workspace.directory} has a package ${packageName} already, in ${taken.directory}`,
      'go there and run: kata check. Or start outside of this workspace',
    );
  }
  if (covered) return undefined;
  const path = join(workspace.directory, 'Cargo.toml');
  const edited = addMember(await readFile(path, 'utf8'), memberPath);
  if (edited === undefined) {
    throw new UsageError(
      `kata cannot edit the members in ${path} safely`,
      `add "${memberPath}" to members there yourself, then run this command again`,
    );
  }
  return edited;
}

/** Writes the vetted lockfile unless the workspace has crates of its own choice; where it was written. */
async function refillLockfile(path: string): Promise<string | undefined> {
  const existing = await readFile(path, 'utf8').catch(() => '');
  const lockfile = lockfileWith(await vettedLockfile(), existing);
  if (lockfile === undefined) return undefined;
  await writing(path, () => writeFile(path, lockfile));
  return path;
}

function vettedLockfile(): Promise<string> {
  return readFile(packFile('fixtures', 'Cargo.lock'), 'utf8');
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name).slice(folder.length + 1)] : [])).sort();
}

/** Not `mkdir` with `recursive`: in places like /proc that never returns (Node 20). */
async function makeFolder(path: string): Promise<void> {
  if (await isThere(path)) return;
  const parent = dirname(path);
  if (!(await isThere(parent))) await makeFolder(parent);
  await mkdir(path);
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function writing(path: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === undefined ? undefined : reasons[code];
    if (reason === undefined) throw error;
    throw new UsageError(`${path} cannot be written: ${reason}`, 'name a folder that is yours to write in');
  }
}
