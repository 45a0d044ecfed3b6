import { cp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { folderWith, plainEnvironment, type Said } from './cli.ts';

const root = resolve(import.meta.dirname, '../..');

/** A copy of kata and its pack that a test may spoil. */
export interface Pack {
  readonly folder: string;
  /** Makes kata anew from the sources in it. */
  build(): Promise<void>;
  kata(...args: readonly string[]): Promise<Said>;
  /** The mistakes of that exercise are then these: text by name. */
  putMistakes(exerciseId: string, mistakes: { readonly [name: string]: string }): Promise<void>;
}

const packed = ['package.json', 'dist', 'exercises', 'fixtures'];
const sources = ['bench', 'build.js', 'docker', 'graders', 'page', 'runner', 'test/exercises', 'tsconfig.json'];

export async function copyPack(withSources = false): Promise<Pack> {
  const folder = await folderWith({});
  for (const name of [...packed, ...(withSources ? sources : [])]) {
    await cp(join(root, name), join(folder, name), { recursive: true, filter: (path) => !/\/target(\/|$)/.test(path) });
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    build: async () => void (await execa(process.execPath, ['build.js'], { cwd: folder, stdin: 'ignore' })),
    kata: async (...args) => {
      const { exitCode, stdout, stderr } = await execa(process.execPath, [join(folder, 'dist/kata.js'), ...args], {
        cwd: folder,
        env: plainEnvironment,
        reject: false,
        stdin: 'ignore',
      });
      return { exitCode, stdout, stderr };
    },
    putMistakes: async (exerciseId, mistakes) => {
      const mistakesFolder = join(folder, 'fixtures', exerciseId, 'mistakes');
      for (const name of await readdir(mistakesFolder)) await rm(join(mistakesFolder, name));
      for (const [name, text] of Object.entries(mistakes)) await writeFile(join(mistakesFolder, `${name}.patch`), text);
    },
  };
}
