import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deflatedZeros, tarOf, zipOf } from './support/archives.ts';
import { expectRefusal, folderWith, kata, manifest } from './support/cli.ts';
import { dockerIsReady } from './support/engine.ts';

const ready = await dockerIsReady();
const hello = 'week1-hello-api';
const files = { 'Cargo.toml': manifest(hello), 'src/main.rs': 'fn main() {}' };
const entries = Object.entries(files).map(([name, content]) => ({ name, content }));

const gzipped = gzipSync(await tarOf(entries));

describe('an archive where it cannot be built', () => {
  test.each([
    [['check', '--driver', 'local'], 2, /hello\.zip is not a folder, and the local driver/, /unpack or clone it/],
    [['run'], 2, /hello\.zip is not a folder, and the local driver/, /unpack or clone it/],
    [['check'], 3, /only the docker driver grades archives.*no Docker engine answers/, /docker\/engine/],
    [['check', '--driver', 'docker'], 3, /no Docker engine answers/, /docker\/engine/],
  ])('kata %j', async (words, exitCode, cause, next) => {
    const cwd = await folderWith({});
    await writeFile(join(cwd, 'hello.zip'), zipOf(entries));
    expectRefusal(await kata([...words, '--path', 'hello.zip'], { cwd }), exitCode, cause, next);
    expect(await readdir(cwd)).toEqual(['hello.zip']);
  });
});

describe('an archive that is refused', () => {
  test.each<[string, string, Buffer, RegExp, RegExp]>([
    [
      'a bomb',
      'x.zip',
      zipOf([...entries, { name: 'bomb', deflated: deflatedZeros(1024), claimedBytes: 9 }]),
      /bomb is larger than/,
      /again/,
    ],
    ['a link', 'x.zip', zipOf([{ name: 'src', content: '/etc', mode: 0o120777 }]), /src is a symbolic link/, /put a file in its place/],
    ['a cut one', 'x.tgz', gzipped.subarray(0, 90), /no whole archive: unexpected end of file/, /all of it/],
    ['an empty file', 'x.tar.gz', Buffer.alloc(0), /x\.tar\.gz is empty/, /\.zip or a \.tar\.gz/],
    ['a part', 'x.zip', zipOf(entries, { disk: 2 }), /x\.zip is one part of several/, /one archive/],
    ['a name that writes to the terminal', 'x.zip', zipOf([{ name: 'a\u001b[2J' }]), /a\\u\{1b\}\[2J has control/, /anew/],
    ['another format', 'x.zip', Buffer.from('526172211a0700', 'hex'), /is a RAR archive/, /\.zip or a \.tar\.gz/],
    ['no project', 'x.zip', zipOf([{ name: 'a.txt' }]), /no Cargo\.toml in x\.zip/, /Cargo\.toml/],
    ['another file', 'x.txt', Buffer.from('x'), /x\.txt is a file/, /\.zip/],
  ])('%s', async (_, name, packed, cause, next) => {
    const cwd = await folderWith({});
    await writeFile(join(cwd, name), packed);
    expectRefusal(await kata(['check', '--path', name], { cwd }), 2, cause, next);
  });
});

describe.skipIf(!ready)('the same project, however it is packed', () => {
  const env = { DOCKER_HOST: process.env.DOCKER_HOST ?? '' };
  const solution = resolve('fixtures', hello, 'solution');
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kata-packed-'));
    const paths = [
      'Cargo.toml',
      ...(await readdir(join(solution, 'src'), { recursive: true })).filter((name) => name.endsWith('.rs')).map((name) => `src/${name}`),
    ];
    const packed = await Promise.all(paths.map(async (path) => ({ name: `mine/${path}`, content: await readFile(join(solution, path)) })));
    await writeFile(join(folder, 'hello.zip'), zipOf(packed));
    await writeFile(join(folder, 'hello.tar.gz'), gzipSync(await tarOf(packed)));
    const git = (...words: readonly string[]) =>
      execa('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], { cwd: folder });
    await execa('cp', ['-r', solution, join(folder, 'work')]);
    await rm(join(folder, 'work/target'), { recursive: true, force: true });
    await git('init', '--quiet', '--initial-branch=main', 'work');
    await git('-C', 'work', 'add', '--all');
    await git('-C', 'work', 'commit', '--quiet', '-m', 'solved');
    await git('clone', '--quiet', '--bare', 'work', 'hello.git');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('comes to the same verdicts', async () => {
    const words = ['check', hello, '--driver', 'docker', '--seed', '1', '--json', '--only', 'answers-health,greets-by-name'];
    const verdicts = async (path: string) => {
      const said = await kata([...words, '--path', path], { env });
      expect(said, path).toMatchObject({ exitCode: 0 });
      const { outcome, checks } = JSON.parse(said.stdout);
      return { outcome, checks: checks.map(({ id, status }: { readonly id: string; readonly status: string }) => `${id}: ${status}`) };
    };
    const fromFolder = await verdicts(solution);
    expect(fromFolder.checks.length).toBeGreaterThan(1);
    for (const name of ['hello.zip', 'hello.tar.gz', 'hello.git', 'hello.git@main', 'work/.git']) {
      expect(await verdicts(join(folder, name)), name).toEqual(fromFolder);
    }
  });

  test('what is wrong with it is told as a wrong use, not as a fault of the engine', async () => {
    const escaping = zipOf([
      { name: 'Cargo.toml', content: manifest(hello, '[dependencies]\nb = { path = "../b" }\n') },
      ...entries.slice(1),
    ]);
    await writeFile(join(folder, 'escaping.zip'), escaping);
    const said = await kata(['check', '--driver', 'docker', '--path', join(folder, 'escaping.zip')], { env });
    expectRefusal(said, 2, /depends on a path outside its workspace/, /into the workspace/);
  });
});
