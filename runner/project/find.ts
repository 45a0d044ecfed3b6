import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { closest } from '../core/closest.ts';
import type { Project } from '../core/driver.ts';
import { UsageError } from '../core/fault.ts';
import { binaryOf, declaredExercise, type Manifest, readManifest } from './manifest.ts';

export interface Found {
  readonly project: Project;
  readonly exerciseId: string;
}

interface Wanted {
  /** Where one stands, or `--path`. */
  readonly directory: string;
  /** True if the folder was named: then it is the project, whatever it says. */
  readonly named: boolean;
  readonly exerciseId: string | undefined;
  readonly known: readonly string[];
}

/** The project to grade and its exercise, from where one stands. */
export async function findProject(wanted: Wanted): Promise<Found> {
  const directory = await existingDirectory(wanted.directory);
  if (wanted.exerciseId !== undefined) assertKnown(wanted.exerciseId, wanted.known);
  const manifests = await manifestsUpwards(directory);
  const [nearest] = manifests;
  const workspace = manifests.find((manifest) => manifest.workspace !== undefined);
  const own = nearest?.package === undefined ? undefined : nearest;
  if (wanted.exerciseId === undefined) {
    const exerciseId = own === undefined ? undefined : exerciseOf(own, wanted.known);
    if (own !== undefined && exerciseId !== undefined) return { project: await projectOf(own, workspace), exerciseId };
    throw unknownExercise(own, await exercisesBelow(directory, workspace, wanted.known));
  }
  if (own !== undefined && (wanted.named || exerciseOf(own, wanted.known) === wanted.exerciseId)) {
    return { project: await projectOf(own, workspace), exerciseId: wanted.exerciseId };
  }
  for (const candidate of await packagesBelow(directory, workspace)) {
    if (exerciseOf(candidate, wanted.known) !== wanted.exerciseId) continue;
    const above = await manifestsUpwards(candidate.directory);
    return { project: await projectOf(candidate, above.find(({ workspace }) => workspace !== undefined)), exerciseId: wanted.exerciseId };
  }
  if (own !== undefined && exerciseOf(own, wanted.known) === undefined) {
    return { project: await projectOf(own, workspace), exerciseId: wanted.exerciseId };
  }
  throw new UsageError(
    `no Cargo project for ${wanted.exerciseId} in ${directory}, above it or below it`,
    `start it with: kata start ${wanted.exerciseId}, or name its folder with --path`,
  );
}

/** Throws unless there is such an exercise; says which one may have been meant. */
export function assertKnown(exerciseId: string, known: readonly string[]): void {
  if (known.includes(exerciseId)) return;
  const guess = closest(exerciseId, known);
  throw new UsageError(
    `there is no exercise ${exerciseId}${guess === undefined ? '' : `; did you mean ${guess}?`}`,
    'kata list shows all of them',
  );
}

async function existingDirectory(path: string): Promise<string> {
  const absolute = resolve(path);
  const stats = await stat(absolute).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'does not exist' : `cannot be read: ${error.code}`;
    throw new UsageError(`${absolute} ${why}`, 'name the folder of a Cargo project with --path');
  });
  if (!stats.isDirectory()) throw new UsageError(`${absolute} is a file`, 'name the folder that holds Cargo.toml');
  await readdir(absolute).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${absolute} cannot be read: ${error.code}`, 'check its permissions');
  });
  return realpath(absolute);
}

async function manifestsUpwards(directory: string): Promise<readonly Manifest[]> {
  const manifest = await readManifest(directory);
  const parent = dirname(directory);
  const above = parent === directory ? [] : await manifestsUpwards(parent);
  return manifest === undefined ? above : [manifest, ...above];
}

function exerciseOf(manifest: Manifest, known: readonly string[]): string | undefined {
  const name = basename(manifest.directory);
  return declaredExercise(manifest) ?? (known.includes(name) ? name : undefined);
}

async function packagesBelow(directory: string, workspace: Manifest | undefined): Promise<readonly Manifest[]> {
  const roots = [...new Set([directory, ...(workspace === undefined ? [] : [workspace.directory])])];
  const folders = await Promise.all(roots.map(foldersIn));
  const manifests = await Promise.all([...new Set(folders.flat())].map((folder) => readManifest(folder)));
  return manifests.flatMap((manifest) => (manifest?.package === undefined ? [] : [manifest]));
}

/** Folders one and two levels down: a member, or `<exercise>/solution`. */
async function foldersIn(root: string): Promise<readonly string[]> {
  const list = async (folder: string) => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const inside = entries.filter((entry) => entry.isDirectory() && !/^(\.|target$|node_modules$)/.test(entry.name));
    return inside.map((entry) => join(folder, entry.name));
  };
  const first = await list(root);
  return [...first, ...(await Promise.all(first.map(list))).flat()];
}

async function exercisesBelow(directory: string, workspace: Manifest | undefined, known: readonly string[]): Promise<readonly string[]> {
  const below = await packagesBelow(directory, workspace);
  return [...new Set(below.flatMap((manifest) => exerciseOf(manifest, known) ?? []))];
}

function unknownExercise(own: Manifest | undefined, below: readonly string[]): UsageError {
  if (below.length > 0) return new UsageError(`there are several projects here (${below.join(', ')})`, `say which one: kata check ${below[0]}`);
  if (own !== undefined) {
    return new UsageError(
      `${own.directory} does not say which exercise it is for`,
      'name it: kata check <exercise>, or write [package.metadata.kata] exercise = "<exercise>" in Cargo.toml',
    );
  }
  return new UsageError('there is no Cargo project here', 'go to your project’s folder, or begin one with: kata start <exercise>');
}

async function projectOf(manifest: Manifest, workspace: Manifest | undefined): Promise<Project> {
  return {
    directory: manifest.directory,
    workspace: workspace?.directory ?? manifest.directory,
    packageName: manifest.package?.name ?? '',
    binary: await binaryOf(manifest),
  };
}
