import { basename, join } from 'node:path';
import type { Project } from '../core/driver.ts';
import type { Tree } from '../core/tree.ts';
import { diskTree } from './disk-tree.ts';
import { nothingHere, severalHere } from './find-faults.ts';
import { assertDeclared, assertKnown } from './known.ts';
import { binaryOf, declaredExercise, type Manifest } from './manifest.ts';
import { manifestsUpwards, packagesBelow } from './packages.ts';
import type { Source } from './source.ts';

export interface Found {
  readonly project: Project;
  readonly exerciseId: string;
}

interface Wanted {
  readonly source: Source;
  /** True if the source was named: then it is the project, whatever it says. */
  readonly named: boolean;
  readonly exerciseId: string | undefined;
  readonly known: readonly string[];
}

/** The project to grade and its exercise, from where one stands or what one named. */
export async function findProject(wanted: Wanted): Promise<Found> {
  const { exerciseId, known, named } = wanted;
  if (exerciseId !== undefined) assertKnown(exerciseId, known);
  const { tree, directory } = await opened(wanted.source);
  const manifests = await manifestsUpwards(tree, directory);
  const own = manifests[0]?.package === undefined ? undefined : manifests[0];
  const ownExercise = own === undefined ? undefined : exerciseOf(own, known);
  if (own !== undefined && exerciseId === undefined && ownExercise !== undefined) return found(tree, own, ownExercise, known);
  if (own !== undefined && exerciseId !== undefined && (named || ownExercise === exerciseId)) return found(tree, own, exerciseId, known);
  if (own !== undefined && exerciseId === undefined) throw nothingHere(tree, own, directory, undefined);
  const workspace = manifests.find((manifest) => manifest.workspace !== undefined);
  const below = await packagesBelow(tree, [directory, ...(workspace === undefined ? [] : [workspace.directory])]);
  const fitting = below.flatMap((manifest) => {
    const id = exerciseOf(manifest, known);
    return id === undefined || (exerciseId !== undefined && id !== exerciseId) ? [] : [{ manifest, id }];
  });
  const [first, ...others] = fitting;
  if (first !== undefined && others.length === 0) return found(tree, first.manifest, first.id, known);
  if (first !== undefined) throw severalHere(tree, fitting, directory, exerciseId);
  // A project that says nothing is the one that is meant.
  if (own !== undefined && exerciseId !== undefined && ownExercise === undefined) return found(tree, own, exerciseId, known);
  const [only, ...more] = below;
  if (named && exerciseId !== undefined && only !== undefined && more.length === 0 && exerciseOf(only, known) === undefined)
    return found(tree, only, exerciseId, known);
  throw nothingHere(tree, own, directory, exerciseId);
}

interface Opened {
  readonly tree: Tree;
  /** Where to begin to look. */
  readonly directory: string;
}

/** What reads archives is loaded for archives alone. */
async function opened(source: Source): Promise<Opened> {
  switch (source.kind) {
    case 'folder':
      return { tree: diskTree, directory: source.directory };
    case 'handed-in':
      return (await import('./archive/open-folder.ts')).openFolder(source.directory);
    case 'archive':
      return (await import('./archive/open.ts')).openArchive(source.file);
    case 'packed':
      return (await import('./archive/open.ts')).openPacked(source.name, await source.content());
    case 'repository':
      return (await import('./repository/open.ts')).openRepository(source.folder, source.revision);
  }
}

function exerciseOf(manifest: Manifest, known: readonly string[]): string | undefined {
  const name = basename(manifest.directory);
  return declaredExercise(manifest) ?? (known.includes(name) ? name : undefined);
}

async function found(tree: Tree, manifest: Manifest, exerciseId: string, known: readonly string[]): Promise<Found> {
  assertDeclared(exerciseId, tree.shown(join(manifest.directory, 'Cargo.toml')), known);
  const workspace = (await manifestsUpwards(tree, manifest.directory)).find(({ workspace }) => workspace !== undefined);
  const project: Project = {
    tree,
    directory: manifest.directory,
    workspace: workspace?.directory ?? manifest.directory,
    packageName: manifest.package?.name ?? '',
    binary: await binaryOf(tree, manifest),
  };
  return { project, exerciseId };
}
