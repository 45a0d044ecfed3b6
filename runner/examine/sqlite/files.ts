import { randomBytes } from 'node:crypto';
import { chmod, mkdir, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Held, Sqlite, SqliteAtBoot } from '../../core/sqlite.ts';
import { countRows } from './rows.ts';
import { createShell, type Holding } from './shell.ts';

/** A folder that is this run's alone: a fresh file for each boot, in a folder of its own. */
export interface SqliteFiles {
  create(atBoot: SqliteAtBoot | undefined): Promise<OpenSqlite>;
  close(): Promise<void>;
}

export interface OpenSqlite extends Sqlite {
  close(): Promise<void>;
}

const name = 'data.db';
/** What the server writes to is its own, whoever it is: in Docker it is another user than kata. */
const [anyFolder, anyFile, passable] = [0o777, 0o666, 0o711];

export async function openFiles(folder: string): Promise<SqliteFiles> {
  const root = await realpath(folder);
  const made = new Set<OpenSqlite>();
  return {
    create: async (atBoot) => {
      const file = await createFile(join(root, randomBytes(6).toString('hex')), atBoot);
      made.add(file);
      return { ...file, close: () => file.close().finally(() => made.delete(file)) };
    },
    close: async () => {
      await Promise.all([...made].map((file) => file.close()));
    },
  };
}

async function createFile(place: string, atBoot: SqliteAtBoot | undefined): Promise<OpenSqlite> {
  const [disk, later] = [join(place, 'disk'), join(place, 'later')];
  const real = atBoot === 'no folder' ? later : disk;
  const shell = createShell(join(real, name));
  let holding: Holding | undefined;
  let closed = false;
  const mount = () => makeFolder(real, `${real}.new`, atBoot !== 'no file');
  const hold = async (sql: string): Promise<Held> => {
    await unlock();
    const taken = await shell.hold(sql);
    holding = taken;
    // A probe may be at it still when its server is gone.
    if (closed) await unlock();
    return taken.kind === 'held' ? { kind: 'held' } : taken;
  };
  const unlock = async () => {
    const held = holding;
    holding = undefined;
    if (held?.kind === 'held') await held.letGo();
  };
  await mkdir(place);
  await chmod(place, passable);
  // A link that leads nowhere, as yet: nobody can make the folder but kata.
  if (atBoot === 'no folder') await symlink(later, disk);
  else await mount();
  if (atBoot === 'locked') await hold('begin exclusive;');
  return {
    url: `sqlite://${join(disk, name)}`,
    lock: () => hold('begin exclusive;'),
    read: () => hold('begin; select count(*) from sqlite_schema;'),
    unlock,
    mount,
    rows: () => countRows(shell),
    close: async () => {
      closed = true;
      await unlock();
      // In Docker a folder that the server made is not kata's to empty. It goes with all others.
      await rm(place, { recursive: true, force: true }).catch(() => {});
    },
  };
}

/** Seen by others only when it is complete. */
async function makeFolder(folder: string, before: string, withFile: boolean): Promise<void> {
  await mkdir(before);
  if (withFile) {
    await writeFile(join(before, name), '');
    await chmod(join(before, name), anyFile);
  }
  await chmod(before, anyFolder);
  await rename(before, folder);
}
