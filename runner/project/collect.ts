import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { UsageError } from '../core/fault.ts';

const leftOut = /^(target|node_modules|\.git|\.cargo|\.idea|\.vscode|\.DS_Store|rust-toolchain(\.toml)?)$/;
const limits = { files: 2_000, fileBytes: 4 * 1024 * 1024, totalBytes: 32 * 1024 * 1024 };

export interface CollectedFile {
  /** Relative to the root that was collected, with forward slashes. */
  readonly path: string;
  readonly content: Buffer;
}

/**
 * The regular files below a folder, as bytes. Links are not followed and not taken; a folder with a
 * Cargo.toml that `enters` refuses is somebody else's package.
 */
export async function collectFiles(root: string, enters: (folder: string) => Promise<boolean>): Promise<readonly CollectedFile[]> {
  const files: CollectedFile[] = [];
  let totalBytes = 0;
  const walk = async (folder: string): Promise<void> => {
    for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (leftOut.test(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory() && (await enters(path))) await walk(path);
      if (!entry.isFile()) continue;
      const { size } = await lstat(path);
      totalBytes += size;
      if (files.length >= limits.files || size > limits.fileBytes || totalBytes > limits.totalBytes) {
        throw new UsageError(
          `the project is too large: more than ${limits.files} files, a file over ${limits.fileBytes >> 20} MB (${path}), or ${limits.totalBytes >> 20} MB in all`,
          'leave out of its folder what cargo does not need',
        );
      }
      files.push({ path: relative(root, path).split(sep).join('/'), content: await readFile(path) });
    }
  };
  await walk(root);
  return files;
}
