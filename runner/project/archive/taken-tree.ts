import { UsageError } from '../../core/fault.ts';
import type { Tree } from '../../core/tree.ts';
import { memoryTree } from '../memory-tree.ts';
import type { Intake } from './intake.ts';

/** What an intake took, as files below a folder of that name, and where to look for the project. */
export function takenTree(intake: Intake, folderName: string): { readonly tree: Tree; readonly directory: string } {
  const { files } = intake.taken();
  const paths = [...files.keys()];
  if (!paths.some((path) => /(^|\/)Cargo\.toml$/.test(path))) {
    throw new UsageError(
      paths.length === 0 ? `there are no files in ${intake.archive}` : `there is no Cargo.toml in ${intake.archive}`,
      'pack the folder that holds your Cargo.toml',
    );
  }
  const root = `/${/^\.*$/.test(folderName) ? 'submission' : folderName}`;
  const [wrapper] = paths[0]?.split('/') ?? [];
  // A folder around everything is where one would stand.
  const wrapped = paths.every((path) => path.startsWith(`${wrapper}/`));
  return { tree: memoryTree(intake.archive, root, files), directory: wrapped ? `${root}/${wrapper}` : root };
}
