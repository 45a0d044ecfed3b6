import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import type { Project } from '../core/driver.ts';
import { UsageError } from '../core/fault.ts';
import { assertDeclared, assertKnown } from './known.ts';
import { binaryOf, declaredExercise, type Manifest } from './manifest.ts';
import { manifestsUpwards, packagesBelow } from './packages.ts';

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
  const { exerciseId, known, named } = wanted;
  const directory = await existingDirectory(wanted.directory);
  if (exerciseId !== undefined) assertKnown(exerciseId, known);
  const manifests = await manifestsUpwards(directory);
  const own = manifests[0]?.package === undefined ? undefined : manifests[0];
  const ownExercise = own === undefined ? undefined : exerciseOf(own, known);
  if (own !== undefined && exerciseId === undefined && ownExercise !== undefined) return found(own, ownExercise, known);
  if (own !== undefined && exerciseId !== undefined && (named || ownExercise === exerciseId)) return found(own, exerciseId, known);
  if (own !== undefined && exerciseId === undefined) throw nothingHere(own, directory, undefined);
  const workspace = manifests.find((manifest) => manifest.workspace !== undefined);
  const below = await packagesBelow([directory, ...(workspace === undefined ? [] : [workspace.directory])]);
  const fitting = below.flatMap((manifest) => {
    const id = exerciseOf(manifest, known);
    return id === undefined || (exerciseId !== undefined && id !== exerciseId) ? [] : [{ manifest, id }];
  });
  const [first, ...others] = fitting;
  if (first !== undefined && others.length === 0) return found(first.manifest, first.id, known);
  if (first !== undefined) throw several(fitting, directory, exerciseId);
  // A project that says nothing is the one that is meant.
  if (own !== undefined && exerciseId !== undefined && ownExercise === undefined) return found(own, exerciseId, known);
  throw nothingHere(own, directory, exerciseId);
}

async function existingDirectory(path: string): Promise<string> {
  const absolute = resolve(path);
  const next = 'name the folder that holds Cargo.toml with --path';
  const stats = await stat(absolute).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${absolute} ${missing(error.code)}`, next);
  });
  if (!stats.isDirectory()) throw new UsageError(`${absolute} is a file`, next);
  await readdir(absolute).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${absolute} ${missing(error.code)}`, 'check its permissions');
  });
  return realpath(absolute);
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

function exerciseOf(manifest: Manifest, known: readonly string[]): string | undefined {
  const name = basename(manifest.directory);
  return declaredExercise(manifest) ?? (known.includes(name) ? name : undefined);
}

interface Fitting {
  readonly manifest: Manifest;
  readonly id: string;
}

function several(fitting: readonly Fitting[], directory: string, exerciseId: string | undefined): UsageError {
  const folders = fitting.map(({ manifest }) => relative(directory, manifest.directory));
  const [first] = fitting;
  const distinct = new Set(fitting.map(({ id }) => id)).size > 1;
  return new UsageError(
    `there are several projects${exerciseId === undefined ? '' : ` for ${exerciseId}`} here: ${folders.join(', ')}`,
    distinct && first !== undefined ? `name the exercise, for example ${first.id}` : `say which one, for example --path ${folders[0]}`,
  );
}

function nothingHere(own: Manifest | undefined, directory: string, exerciseId: string | undefined): UsageError {
  if (exerciseId !== undefined) {
    return new UsageError(
      `there is no Cargo project for ${exerciseId} in ${directory}, above it or below it`,
      `begin it with: kata start ${exerciseId}, or name its folder with --path`,
    );
  }
  if (own !== undefined) {
    return new UsageError(
      `${join(own.directory, 'Cargo.toml')} does not say which exercise it is for`,
      'name the exercise, or write [package.metadata.kata] exercise = "…" there; kata list shows all exercises',
    );
  }
  return new UsageError(
    `there is no Cargo project in ${directory} or above it`,
    'go to your project’s folder, or begin one with: kata start <exercise>',
  );
}

async function found(manifest: Manifest, exerciseId: string, known: readonly string[]): Promise<Found> {
  assertDeclared(exerciseId, join(manifest.directory, 'Cargo.toml'), known);
  const workspace = (await manifestsUpwards(manifest.directory)).find(({ workspace }) => workspace !== undefined);
  const project: Project = {
    directory: manifest.directory,
    workspace: workspace?.directory ?? manifest.directory,
    packageName: manifest.package?.name ?? '',
    binary: await binaryOf(manifest),
  };
  return { project, exerciseId };
}
