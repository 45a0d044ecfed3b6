import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The first folder that holds all these programs: one of the PATH, or one of `others`. */
export async function folderWithPrograms(
  names: readonly string[],
  path: string | undefined,
  others: readonly string[],
): Promise<string | undefined> {
  for (const folder of [...(path ?? '').split(delimiter).filter((named) => named !== ''), ...others]) {
    const there = await Promise.all(names.map((name) => isProgram(join(folder, name))));
    if (there.every((is) => is)) return folder;
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
