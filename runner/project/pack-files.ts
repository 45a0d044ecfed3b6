import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file or folder that kata ships beside its code, such as `exercises/<id>/README.md`. */
export function packFile(...names: readonly string[]): string {
  return join(packageRoot(import.meta.dirname), ...names);
}

/** The folder of kata's own package.json: the bundle lies one level below it, its chunks two. */
function packageRoot(directory: string): string {
  if (isOurs(join(directory, 'package.json'))) return directory;
  const parent = dirname(directory);
  if (parent === directory) throw new Error(`kata's package.json is not above ${import.meta.dirname}`);
  return packageRoot(parent);
}

function isOurs(path: string): boolean {
  try {
    return /"name":\s*"kata"/.test(readFileSync(path, 'utf8'));
  } catch {
    return false;
  }
}
