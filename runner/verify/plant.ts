import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { applyPatch, parsePatch } from 'diff';
import { packFile } from '../project/pack-files.ts';

/** Copies a folder of the pack into an empty one, with the vetted lockfile, as a learner's project would stand. */
export async function plantProject(source: string, directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await cp(packFile(source), directory, { recursive: true, filter: (path) => !path.endsWith('/target') });
  await cp(packFile('fixtures/Cargo.lock'), join(directory, 'Cargo.lock'));
}

/** Puts a mistake into a copy of the solution. Every hunk must fit exactly. */
export async function plantMistake(directory: string, mistake: { readonly id: string; readonly patch: string }): Promise<void> {
  for (const file of parsePatch(mistake.patch)) {
    const name = (file.newFileName === '/dev/null' ? file.oldFileName : file.newFileName)?.replace(/^[ab]\//, '');
    if (name === undefined) throw new Error(`mistake ${mistake.id} names no file`);
    const path = join(directory, name);
    const before = file.oldFileName === '/dev/null' ? '' : await readFile(path, 'utf8');
    const after = applyPatch(before, file, { fuzzFactor: 0 });
    if (after === false) throw new Error(`mistake ${mistake.id} does not apply to ${name}`);
    await mkdir(dirname(path), { recursive: true });
    if (file.newFileName === '/dev/null') await rm(path);
    else await writeFile(path, after);
  }
}
