import { basename } from 'node:path';
import type { ArchiveFile } from './archive.ts';

/**
 * A submission without a line of its own code: its manifests and its lockfile, and programs that do nothing.
 * To build it compiles just the crates that it needs.
 */
export function skeletonOf(files: readonly ArchiveFile[]): readonly ArchiveFile[] {
  return files.flatMap((file) => {
    if (['Cargo.toml', 'Cargo.lock'].includes(basename(file.path))) return [file];
    return file.path.endsWith('.rs') ? [{ ...file, content: Buffer.from(isLibrary(file.path) ? '' : 'fn main() {}\n') }] : [];
  });
}

/** Whatever is no program may be a library, where a `main` too many does no harm but in a crate of macros. */
function isLibrary(path: string): boolean {
  return /\/src\/(?!main\.rs$|bin\/)/.test(path);
}
