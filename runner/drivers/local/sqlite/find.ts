import { execa } from 'execa';

/** The first version that opens a file without running what is in it (`-safe`). */
const oldest = [3, 37] as const;
const timeoutMs = 5_000;

/** The version of this machine's `sqlite3`, and whether it will do; undefined where there is none. */
export async function findSqlite(): Promise<{ readonly version: string; readonly isNewEnough: boolean } | undefined> {
  const { stdout, failed } = await execa('sqlite3', ['-version'], { reject: false, stdin: 'ignore', timeout: timeoutMs });
  if (failed) return undefined;
  const [version = stdout] = stdout.split(' ');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return { version, isNewEnough: major > oldest[0] || (major === oldest[0] && minor >= oldest[1]) };
}

/** What brings it. */
export const sqliteFix = 'on Debian and Ubuntu: apt-get install sqlite3; macOS has it';
