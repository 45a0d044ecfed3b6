import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { applyPatch, parsePatch } from 'diff';
import { AuthorError } from '../core/fault.ts';
import { packFile } from '../project/pack-files.ts';

/** Copies a folder of the pack into an empty one, with the vetted lockfile, as a learner's project would stand. */
export async function plantProject(source: string, directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await cp(packFile(source), directory, { recursive: true, filter: (path) => !path.endsWith('/target') });
  await cp(packFile('fixtures/Cargo.lock'), join(directory, 'Cargo.lock'));
}

/** Puts a mistake into a copy of the solution. Every hunk must fit exactly. */
export async function plantMistake(directory: string, mistake: { readonly file: string; readonly patch: string }): Promise<void> {
  const next = 'make the diff anew from the solution as it is now';
  for (const file of parsed(mistake)) {
    const name = (file.newFileName === '/dev/null' ? file.oldFileName : file.newFileName)?.replace(/^[ab]\//, '');
    if (name === undefined) throw new AuthorError(`${mistake.file} names no file`, next);
    const path = join(directory, name);
    const before = file.oldFileName === '/dev/null' ? '' : await readFile(path, 'utf8').catch(() => undefined);
    if (before === undefined) throw new AuthorError(`${mistake.file} changes ${name}, which the solution does not have`, next);
    const after = applyPatch(before, file, { fuzzFactor: 0 });
    if (after === false) throw new AuthorError(`${mistake.file} does not apply to ${name}`, next);
    await mkdir(dirname(path), { recursive: true });
    if (file.newFileName === '/dev/null') await rm(path);
    else await writeFile(path, after);
  }
}

function parsed({ file, patch }: { readonly file: string; readonly patch: string }): ReturnType<typeof parsePatch> {
  try {
    return parsePatch(patch);
  } catch (error) {
    throw new AuthorError(`${file} is no diff: ${error instanceof Error ? error.message : String(error)}`, 'make it with diff -u');
  }
}
