import { join, relative, sep } from 'node:path';
import { UsageError } from '../core/fault.ts';
import type { Tree } from '../core/tree.ts';
import { isLeftOut, projectBounds } from './bounds.ts';

export interface CollectedFile {
  /** Relative to the root that was collected, with forward slashes. */
  readonly path: string;
  readonly content: Buffer;
}

/**
 * The regular files below a folder, as bytes. Links are not followed and not taken; a folder with a
 * Cargo.toml that `enters` refuses is somebody else's package.
 */
export async function collectFiles(
  tree: Tree,
  root: string,
  enters: (folder: string) => Promise<boolean>,
): Promise<readonly CollectedFile[]> {
  const files: CollectedFile[] = [];
  const { files: count, fileBytes, totalBytes } = projectBounds;
  let taken = 0;
  const walk = async (folder: string): Promise<void> => {
    for (const { name, kind } of [...(await tree.list(folder))].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (isLeftOut(name)) continue;
      const path = join(folder, name);
      if (kind === 'folder' && (await enters(path))) await walk(path);
      if (kind !== 'file') continue;
      const sizeBytes = (await tree.look(path))?.sizeBytes ?? 0;
      taken += sizeBytes;
      if (files.length >= count || sizeBytes > fileBytes || taken > totalBytes) {
        throw new UsageError(
          `the project is too large: more than ${count} files, a file over ${fileBytes >> 20} MB (${tree.shown(path)}), or ${totalBytes >> 20} MB in all`,
          'leave out of its folder what cargo does not need',
        );
      }
      const content = await tree.read(path);
      if (content.kind !== 'file') throw new UsageError(`${tree.shown(path)} cannot be read`, 'check its permissions');
      files.push({ path: relative(root, path).split(sep).join('/'), content: content.bytes });
    }
  };
  await walk(root);
  return files;
}
