import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { folderWithPrograms } from '../programs.ts';

/** Where packages put the programs of a Postgres server, which are seldom on the PATH: Debian, Homebrew, Fedora. */
const homes = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt', '/usr/pgsql'];

/** The folder that holds this machine's `postgres` and `initdb`, the newest first; undefined where there is none. */
export async function findPostgres(path: string | undefined): Promise<string | undefined> {
  const packaged = await Promise.all(homes.map(foldersIn));
  return folderWithPrograms(['postgres', 'initdb'], path, packaged.flat());
}

async function foldersIn(home: string): Promise<readonly string[]> {
  const names = await readdir(home).catch(() => []);
  const versions = names.filter((name) => /^(postgresql(@\d+)?|\d+)$/.test(name));
  return versions.toSorted((a, b) => version(b) - version(a)).map((name) => join(home, name, 'bin'));
}

function version(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 0);
}
