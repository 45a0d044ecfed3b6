import { existsSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { InfrastructureError } from '../../../core/fault.ts';
import { makeScratch } from '../../../project/scratch.ts';
import { memory } from '../scratch.ts';
import { findSqlite, sqliteFix } from './find.ts';

/** A folder for the SQLite files of one run. */
export interface SqliteFolder {
  readonly folder: string;
  stop(): Promise<void>;
}

export async function startSqlite(): Promise<SqliteFolder> {
  const found = await findSqlite();
  if (found?.isNewEnough !== true) {
    throw new InfrastructureError(
      `this exercise needs SQLite’s program sqlite3, 3.37 or newer, and ${found === undefined ? 'there is none on the PATH' : `this one is ${found.version}`}`,
      `bring it (${sqliteFix}), or use --driver docker`,
    );
  }
  const folder = await makeScratch('sqlite', existsSync(memory) ? memory : undefined);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  return {
    folder,
    stop: async () => {
      process.off('exit', remove);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
