import { access, chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { exerciseIds } from '../exercises/index.ts';
import { asSomebody, expectRefusal, folderWith, kata, manifest } from './support/cli.ts';

const hello = 'week1-hello-api';
const somebody = await asSomebody();

describe('kata start', () => {
  test.each(exerciseIds)('%s begins in a folder of its name, with the vetted lockfile', async (id) => {
    const cwd = await folderWith({});
    const said = await kata(['start', id], { cwd });
    expect(said).toMatchObject({ exitCode: 0, stderr: '' });
    expect(said.stdout).toContain(`cd ${id}\n`);
    expect(parse(await text(cwd, id, 'Cargo.toml'))).toMatchObject({ package: { name: id, metadata: { kata: { exercise: id } } } });
    expect(await text(cwd, id, 'Cargo.lock')).toContain('name = "tokio"');
    // Found from inside without a word: the check is refused only for its unknown name.
    expectRefusal(await kata(['check', '--only', 'none-such'], { cwd: join(cwd, id) }), 2, new RegExp(`${id} has no check none-such`), /./);
  });

  test('the commands it names can be pasted', async () => {
    const cwd = await folderWith({});
    const said = await kata(['start', hello, "it's my/first one"], { cwd });
    expect(said.stdout).toContain(`cd 'it'\\''s my/first one'\n`);
    await access(join(cwd, "it's my/first one", 'src/main.rs'));
  });

  test.each([
    ['a folder that is not empty', 'full', 2, /full is not empty/, /kata start week1-hello-api <folder>/],
    ['a file', 'file', 2, /file is a file/, /kata start week1-hello-api <folder>/],
    ['below a file', 'file/x', 2, /a part of it is a file/, /kata start week1-hello-api <folder>/],
    ['a place where nothing can be made', '/proc/none/such', 2, /cannot be written: nothing can be made there/, /yours to write in/],
  ])('%s is refused', async (_, folder, exitCode, cause, next) => {
    const cwd = await folderWith({ 'full/notes.txt': 'mine', file: '' });
    expectRefusal(await kata(['start', hello, folder], { cwd }), exitCode, cause, next);
    expect(await text(cwd, 'full/notes.txt')).toBe('mine');
  });

  test('a second time in the same folder is refused, and says how to go on', async () => {
    const cwd = await folderWith({});
    await kata(['start', hello], { cwd });
    expectRefusal(await kata(['start', hello], { cwd }), 2, /holds this exercise already/, /kata check/);
  });

  test.skipIf(somebody === undefined)('a folder that one may not write in is refused', async () => {
    const cwd = await folderWith({});
    await chmod(cwd, 0o555);
    expectRefusal(await kata(['start', hello], { cwd, ...somebody }), 2, /cannot be written: you may not/, /yours to write in/);
  });
});

describe('kata start in a workspace', () => {
  const workspace = `# Ours
[workspace]
resolver = "2"
members = [
    "tools", # keep this one
]

[profile.dev]
debug = 0
`;
  const tools = { 'tools/Cargo.toml': manifest(), 'tools/src/main.rs': 'fn main() {}' };

  test('joins it, keeps its comments, and shares its lockfile', async () => {
    const cwd = await folderWith({ 'Cargo.toml': workspace, ...tools });
    const said = await kata(['start', hello, 'learning/hello'], { cwd });
    expect(said).toMatchObject({ exitCode: 0, stderr: '' });
    expect(said.stdout).toContain('joined Cargo.toml, as "learning/hello"');
    expect(await text(cwd, 'Cargo.toml')).toBe(workspace.replace('one\n', 'one\n    "learning/hello",\n'));
    expect(await text(cwd, 'Cargo.lock')).toContain('name = "axum"');
    await expect(access(join(cwd, 'learning/hello/Cargo.lock'))).rejects.toThrow('ENOENT');
  });

  test('leaves a manifest alone whose patterns take the folder in', async () => {
    const globbed = '[workspace]\nmembers = ["learning/*"]\n';
    const cwd = await folderWith({ 'Cargo.toml': globbed });
    expect((await kata(['start', hello, 'learning/hello'], { cwd })).stdout).toContain('takes it in already');
    expect(await text(cwd, 'Cargo.toml')).toBe(globbed);
  });

  test('fills the lockfile again with what cargo had dropped from it', async () => {
    const cwd = await folderWith({ 'Cargo.toml': workspace, ...tools });
    await kata(['start', hello], { cwd });
    const full = await text(cwd, 'Cargo.lock');
    await writeFile(join(cwd, 'Cargo.lock'), full.split('[[package]]').slice(0, 5).join('[[package]]'));
    await kata(['start', 'week2-task-api'], { cwd });
    expect(await text(cwd, 'Cargo.lock')).toBe(full);
  });

  test('keeps a lockfile that has other crates', async () => {
    const own = 'version = 4\n\n[[package]]\nname = "axum"\nversion = "0.7.0"\nsource = "registry+https://example.com"\n';
    const cwd = await folderWith({ 'Cargo.toml': workspace, ...tools, 'Cargo.lock': own });
    expect((await kata(['start', hello], { cwd })).stdout).toContain('the workspace keeps its own');
    expect(await text(cwd, 'Cargo.lock')).toBe(own);
  });

  test('stands alone where the workspace excludes it', async () => {
    const cwd = await folderWith({ 'Cargo.toml': '[workspace]\nmembers = []\nexclude = ["apart"]\n' });
    expect((await kata(['start', hello, 'apart/hello'], { cwd })).stdout).not.toContain('joined');
    await access(join(cwd, 'apart/hello/Cargo.lock'));
  });

  test('a package of that name is there already', async () => {
    const cwd = await folderWith({ 'Cargo.toml': workspace, ...tools });
    await kata(['start', hello], { cwd });
    expectRefusal(
      await kata(['start', hello, 'again'], { cwd }),
      2,
      /has a package week1-hello-api already, in .*week1-hello-api$/,
      /kata check/,
    );
  });

  test('a manifest that cannot be edited safely is left as it is', async () => {
    const inline = 'workspace = { members = [] }\n';
    const cwd = await folderWith({ 'Cargo.toml': inline });
    expectRefusal(await kata(['start', hello], { cwd }), 2, /cannot edit the members/, /add "week1-hello-api" to members/);
    expect(await text(cwd, 'Cargo.toml')).toBe(inline);
    await expect(access(join(cwd, hello))).rejects.toThrow('ENOENT');
  });
});

function text(...path: readonly string[]): Promise<string> {
  return readFile(join(...path), 'utf8');
}
