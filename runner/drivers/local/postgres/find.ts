import { access, constants, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Where packages put the programs of a Postgres server, which are seldom on the PATH: Debian, Homebrew, Fedora. */
const homes = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt', '/usr/pgsql'];

/** The folder that holds this machine's `postgres` and `initdb`, the newest first; undefined where there is none. */
export async function findPostgres(path: string | undefined): Promise<string | undefined> {
  const packaged = await Promise.all(homes.map(foldersIn));
  const folders = [...(path ?? '').split(delimiter).filter((folder) => folder !== ''), ...packaged.flat()];
  for (const folder of folders) {
    if ((await isProgram(join(folder, 'postgres'))) && (await isProgram(join(folder, 'initdb')))) return folder;
  }
  return undefined;
}

async function foldersIn(home: string): Promise<readonly string[]> {
  const names = await readdir(home).catch(() => []);
  const versions = names.filter((name) => /^(postgresql(@\d+)?|\d+)$/.test(name));
  return versions.toSorted((a, b) => version(b) - version(a)).map((name) => join(home, name, 'bin'));
}

function version(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 0);
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
