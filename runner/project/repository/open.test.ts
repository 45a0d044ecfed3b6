import { access, appendFile, chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourceAt } from '../source.ts';
import { openRepository } from './open.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kata-repository-test-'));
  await git('init', '--quiet', '--initial-branch=main', 'work');
  await put('Cargo.toml', '[package]\nname = "a"\n');
  await put('src/größe.rs', 'fn main() {}\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('the files of HEAD, of a branch, a tag and a commit, short or whole, loose or packed', async () => {
  await commit('first');
  await git('-C', 'work', 'tag', '-a', 'v1', '-m', 'v1');
  await put('later.rs', '');
  const second = await commit('second');
  const paths = ['Cargo.toml', 'later.rs', 'src/größe.rs'];
  for (const revision of [undefined, 'HEAD', 'main', 'refs/heads/main', second, second.slice(0, 10)]) {
    expect(await pathsOf('work/.git', revision)).toEqual(paths);
  }
  await git('clone', '--quiet', '--bare', '--no-local', 'work', 'bare.git');
  expect(await pathsOf('bare.git', undefined)).toEqual(paths);
  expect(await pathsOf('bare.git', 'v1')).toEqual(['Cargo.toml', 'src/größe.rs']);
});

test('a path names a repository, and a commit after an @; a folder with a repository in it is a folder', async () => {
  await commit('first');
  await git('clone', '--quiet', '--bare', 'work', 'me@home.git');
  expect(await sourceAt(join(folder, 'me@home.git'))).toMatchObject({ kind: 'repository', revision: undefined });
  expect(await sourceAt(join(folder, 'me@home.git@feature/x'))).toMatchObject({ kind: 'repository', revision: 'feature/x' });
  expect(await sourceAt(join(folder, 'work'))).toMatchObject({ kind: 'folder' });
  await expect(sourceAt(join(folder, 'work@main'))).rejects.toThrow(/does not exist/);
});

test('nothing that a repository sets is run, and no attribute changes a file', async () => {
  const ran = join(folder, 'ran');
  await put('.gitattributes', '* filter=evil text=auto eol=crlf ident export-subst\nhidden.rs export-ignore\n');
  await put('id.rs', '// $Id$ $Format:%H$\n');
  await put('hidden.rs', '');
  await commit('first');
  const evil = join(folder, 'evil');
  await writeFile(evil, `#!/bin/sh\necho "$@" >> ${ran}\ncat\n`);
  await chmod(evil, 0o755);
  const settings = [
    'filter.evil.smudge',
    'filter.evil.process',
    'core.fsmonitor',
    'core.sshCommand',
    'core.pager',
    'tar.tar.command',
    'core.gitProxy',
  ];
  for (const name of settings) await git('-C', 'work', 'config', name, evil);
  for (const hook of ['post-checkout', 'reference-transaction', 'post-index-change', 'fsmonitor-watchman']) {
    await symlink(evil, join(folder, 'work/.git/hooks', hook));
  }
  // So much as reading them would end git here.
  await appendFile(join(folder, 'work/.git/config'), '[no settings at all');
  await rm(ran, { force: true });
  const { tree, directory } = await openRepository(join(folder, 'work/.git'), undefined);
  expect(await tree.read(join(directory, 'id.rs'))).toMatchObject({ bytes: Buffer.from('// $Id$ $Format:%H$\n') });
  expect(await pathsOf('work/.git', undefined)).toContain('hidden.rs');
  await expect(access(ran)).rejects.toThrow();
});

test('what a partial clone lacks is not fetched', async () => {
  const ran = join(folder, 'ran');
  const object = await commit('first');
  const blob = (await git('-C', 'work', 'rev-parse', `${object}:Cargo.toml`)).trim();
  await rm(join(folder, 'work/.git/objects', blob.slice(0, 2), blob.slice(2)));
  for (const [name, value] of [
    ['core.repositoryFormatVersion', '1'],
    ['extensions.partialClone', 'origin'],
    ['remote.origin.url', `ext::sh -c 'touch ${ran}'`],
    ['remote.origin.promisor', 'true'],
    ['protocol.ext.allow', 'always'],
  ] as const) {
    await git('-C', 'work', 'config', name, value);
  }
  await expect(pathsOf('work/.git', undefined)).rejects.toThrow(/git finds no such commit, or not all of it|lacks the content/);
  await expect(access(ran)).rejects.toThrow();
});

test.each([
  ['a symbolic link', () => symlink('/etc/passwd', join(folder, 'work/link')), /link is a symbolic link/],
  ['a submodule', addSubmodule, /module is a submodule/],
  ['no Cargo.toml', () => rm(join(folder, 'work/Cargo.toml')), /there is no Cargo\.toml in work\/\.git/],
  ['a file that is too large', () => writeFile(join(folder, 'work/large'), Buffer.alloc(5 * 1024 * 1024)), /large is over 4 MB/],
])('%s is refused', async (_, change, why) => {
  await change();
  await commit('first');
  await expect(pathsOf('work/.git', undefined)).rejects.toThrow(why);
});

test('a tree of trees without end is stopped', async () => {
  const blob = (await git('-C', 'work', 'hash-object', '-w', 'Cargo.toml')).trim();
  let tree = await makeTree(`100644 blob ${blob}`);
  for (let depth = 0; depth < 8; depth += 1) tree = await makeTree(`040000 tree ${tree}`);
  await expect(pathsOf('work/.git', tree)).rejects.toThrow(/more than 10000 files/);
});

test('a blob that inflates to more than it says is stopped', async () => {
  const object = `12${'34'.repeat(19)}`;
  const header = deflateSync(Buffer.concat([Buffer.from('blob 10\0'), Buffer.alloc(256 * 1024 * 1024)]));
  await mkdir(join(folder, 'work/.git/objects/12'), { recursive: true });
  await writeFile(join(folder, 'work/.git/objects/12', object.slice(2)), header);
  const line = `100644 blob ${object}\tCargo.toml\n`;
  const tree = (await execa('git', ['-C', join(folder, 'work'), 'mktree', '--missing'], { input: line })).stdout.trim();
  await expect(pathsOf('work/.git', tree)).rejects.toThrow(/larger than it says/);
});

test.each(['..', '.GIT', 'A/../b'])('a tree with the name %j in it is refused', async (name) => {
  const blob = (await git('-C', 'work', 'hash-object', '-w', 'Cargo.toml')).trim();
  const entry = Buffer.concat([Buffer.from(`100644 ${name}\0`), Buffer.from(blob, 'hex')]);
  await writeFile(join(folder, 'entry'), entry);
  const tree = (await git('-C', 'work', 'hash-object', '-t', 'tree', '-w', '--literally', join(folder, 'entry'))).trim();
  await expect(pathsOf('work/.git', tree)).rejects.toThrow(/leads out|belongs to a \.git folder/);
});

test.each([
  ['a commit that is not there', 'no-such-branch', /there is no such commit: work\/\.git@no-such-branch/],
  ['an object that is not there', 'deadbeefdeadbeefdeadbeefdeadbeefdeadbeef', /git finds no such commit/],
  ['an option', '--output=/tmp/x', /there is no such commit/],
  ['a way out', '../../HEAD', /there is no such commit/],
  ['nothing', '', /there is no such commit/],
])('%s is refused', async (_, revision, why) => {
  await commit('first');
  await expect(pathsOf('work/.git', revision)).rejects.toThrow(why);
});

test('objects and names that lie elsewhere are not followed', async () => {
  await commit('first');
  await git('clone', '--quiet', '--bare', '--shared', 'work', 'shared.git');
  await expect(pathsOf('shared.git', undefined)).rejects.toThrow(/borrows its objects/);
  await mkdir(join(folder, 'linked.git'));
  await writeFile(join(folder, 'linked.git/HEAD'), 'ref: refs/heads/main\n');
  await symlink(join(folder, 'work/.git/objects'), join(folder, 'linked.git/objects'));
  await expect(pathsOf('linked.git', undefined)).rejects.toThrow(/links among its objects/);
  await git('clone', '--quiet', '--bare', '--no-local', 'work', 'pipe.git');
  await execa('mkfifo', [join(folder, 'pipe.git/objects/pack/pipe.pack')]);
  await expect(pathsOf('pipe.git', undefined)).rejects.toThrow(/links among its objects/);
  await rm(join(folder, 'pipe.git/objects/pack/pipe.pack'));
  await rm(join(folder, 'pipe.git/HEAD'));
  await execa('mkfifo', [join(folder, 'pipe.git/HEAD')]);
  await expect(pathsOf('pipe.git', undefined)).rejects.toThrow(/no such commit/);
});

async function pathsOf(path: string, revision: string | undefined): Promise<readonly string[]> {
  const { tree, directory } = await openRepository(join(folder, path), revision);
  const below = async (at: string): Promise<readonly string[]> => {
    const entries = await tree.list(at);
    const found = entries.map(({ name, kind }) =>
      kind === 'folder' ? below(join(at, name)) : [join(at, name).slice(directory.length + 1)],
    );
    return (await Promise.all(found)).flat();
  };
  return [...(await below(directory))].sort();
}

async function makeTree(about: string): Promise<string> {
  const lines = Array.from({ length: 10 }, (_, at) => `${about}\tname-${at}\n`).join('');
  return (await execa('git', ['-C', join(folder, 'work'), 'mktree'], { input: lines })).stdout.trim();
}

async function addSubmodule(): Promise<void> {
  const object = await commit('before');
  await git('-C', 'work', 'update-index', '--add', '--cacheinfo', `160000,${object},module`);
}

async function commit(message: string): Promise<string> {
  await git('-C', 'work', 'add', '--all', ':!module');
  await git('-C', 'work', 'commit', '--quiet', '--allow-empty', '-m', message);
  return (await git('-C', 'work', 'rev-parse', 'HEAD')).trim();
}

async function git(...words: readonly string[]): Promise<string> {
  const me = ['user.name=a', 'user.email=a@example.org', 'commit.gpgsign=false', 'protocol.file.allow=always', 'core.autocrlf=false'];
  const settings = me.flatMap((setting) => ['-c', setting]);
  return (await execa('git', [...settings, ...words], { cwd: folder })).stdout;
}

async function put(path: string, text: string): Promise<void> {
  const file = join(folder, 'work', path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
