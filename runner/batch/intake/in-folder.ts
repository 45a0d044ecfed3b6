import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../core/fault.ts';
import { isLeftOut } from '../../project/bounds.ts';
import { isRepository } from '../../project/source.ts';
import type { Ignored } from '../submission.ts';
import { type AllFound, type Found, isArchive, noProject } from './found.ts';

/** What lies in a folder: folders, archives and repositories, one for each submission. */
export async function findInFolder(folder: string): Promise<AllFound> {
  const entries = await readdir(folder, { withFileTypes: true });
  if (entries.some(({ name }) => name === 'Cargo.toml')) {
    throw new UsageError(`${folder} is a project itself`, 'name the folder around it, or grade it alone with kata check --path');
  }
  const found: Found[] = [];
  const ignored: Ignored[] = [];
  for (const entry of entries.filter(({ name }) => !isLeftOut(name)).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = entry;
    const path = join(folder, name);
    if (entry.isSymbolicLink()) ignored.push({ name, why: 'is a link' });
    else if (entry.isDirectory()) found.push({ name, source: await sourceOf(path) });
    else if (entry.isFile() && isArchive(name)) found.push({ name, source: { kind: 'archive', file: path } });
    else ignored.push({ name, why: noProject });
  }
  return { found, ignored };
}

async function sourceOf(path: string): Promise<Found['source']> {
  if (await isRepository(path)) return { kind: 'repository', folder: path, revision: undefined };
  return { kind: 'handed-in', directory: path };
}
