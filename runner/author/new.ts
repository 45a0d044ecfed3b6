import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from '../core/fault.ts';
import { packFile } from '../project/pack-files.ts';
import { withDraft, withMember, withPackage } from './edits.ts';

const template = 'exercise-template';
const modelTest = 'test/exercises/week2-task-api.test.ts';

/** Files of which kata's own sources are made, and how the new exercise gets into them. */
const edited: readonly (readonly [path: string, edit: (text: string, id: string) => string])[] = [
  ['exercises/index.ts', withDraft],
  ['fixtures/Cargo.toml', withMember],
  ['fixtures/Cargo.lock', (text, id) => withPackage(text, template, id)],
];

/** Makes an exercise of that name out of the template: it boots, its solution passes, and the rest is to be written. Gives the files. */
export async function newExercise(id: string): Promise<readonly string[]> {
  const [code, fixture, test] = [`exercises/${id}`, `fixtures/${id}`, `test/exercises/${id}.test.ts`];
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id))
    throw new UsageError(`${id} is no name for an exercise`, 'use lower case, digits and hyphens, the week first: week5-cancel');
  if (!existsSync(packFile('exercises/index.ts')) || !existsSync(packFile('test')))
    throw new UsageError(
      'exercises are written in a clone of kata, and this is an installed one',
      'clone it, and run npm run kata -- new there',
    );
  for (const path of [code, fixture, test])
    if (existsSync(packFile(path))) throw new UsageError(`${path} is there already`, `kata verify ${id} says what it lacks`);
  const edits = await Promise.all(edited.map(async ([path, edit]) => [path, edit(await readFile(packFile(path), 'utf8'), id)] as const));
  const copied = [...(await copy('exercises/template', code, id)), ...(await copy('fixtures/template', fixture, id))];
  await mkdir(packFile(fixture, 'mistakes'));
  await writeFile(packFile(test), (await readFile(packFile(modelTest), 'utf8')).replaceAll('week2-task-api', id));
  for (const [path, text] of edits) await writeFile(packFile(path), text);
  return [...copied, test, ...edited.map(([path]) => path)];
}

async function copy(from: string, to: string, id: string): Promise<readonly string[]> {
  await cp(packFile(from), packFile(to), { recursive: true, filter: (path) => !/\/target(\/|$)/.test(path) });
  const entries = await readdir(packFile(to), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  await Promise.all(files.map(async (file) => writeFile(file, (await readFile(file, 'utf8')).replaceAll(template, id))));
  return files.map((file) => file.slice(dirname(packFile('exercises')).length + 1)).sort();
}
