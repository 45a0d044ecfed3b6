import { folderWithPrograms } from '../programs.ts';

/** Where packages put them, should the PATH be short: Debian and Fedora, Homebrew. */
const homes = ['/usr/bin', '/opt/homebrew/bin', '/usr/local/bin'];

/** The folder that holds this machine's `redis-server` and `redis-cli`; undefined where there is none. */
export function findRedis(path: string | undefined): Promise<string | undefined> {
  return folderWithPrograms(['redis-server', 'redis-cli'], path, homes);
}
