import { join, relative } from 'node:path';
import { UsageError } from '../core/fault.ts';
import type { Tree } from '../core/tree.ts';
import type { Manifest } from './manifest.ts';

export interface Fitting {
  readonly manifest: Manifest;
  readonly id: string;
}

/** There is more than one project that could be meant. */
export function severalHere(tree: Tree, fitting: readonly Fitting[], directory: string, exerciseId: string | undefined): UsageError {
  const folders = fitting.map(({ manifest }) => relative(directory, manifest.directory));
  const [first] = fitting;
  const distinct = new Set(fitting.map(({ id }) => id)).size > 1;
  const which = tree.kind === 'disk' ? `say which one, for example --path ${folders[0]}` : 'pack one of them alone';
  return new UsageError(
    `there are several projects${exerciseId === undefined ? '' : ` for ${exerciseId}`} here: ${folders.join(', ')}`,
    distinct && first !== undefined ? `name the exercise, for example ${first.id}` : which,
  );
}

/** There is none. */
export function nothingHere(tree: Tree, own: Manifest | undefined, directory: string, exerciseId: string | undefined): UsageError {
  const where = tree.shown(directory);
  if (own !== undefined && exerciseId === undefined) {
    return new UsageError(
      `${tree.shown(join(own.directory, 'Cargo.toml'))} does not say which exercise it is for`,
      'name the exercise, or write [package.metadata.kata] exercise = "…" there; kata list shows all exercises',
    );
  }
  if (tree.kind === 'memory') {
    const what = exerciseId === undefined ? 'Cargo project that says its exercise' : `Cargo project for ${exerciseId}`;
    return new UsageError(`there is no ${what} in ${where}`, 'pack the folder that holds your Cargo.toml, and name the exercise');
  }
  if (exerciseId !== undefined) {
    return new UsageError(
      `there is no Cargo project for ${exerciseId} in ${where}, above it or below it`,
      `begin it with: kata start ${exerciseId}, or name its folder with --path`,
    );
  }
  return new UsageError(
    `there is no Cargo project in ${where} or above it`,
    'go to your project’s folder, or begin one with: kata start <exercise>',
  );
}
