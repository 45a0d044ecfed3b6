import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tarOf, type ZipEntry, zipOf } from '../../test/support/archives.ts';
import { manifest } from '../../test/support/cli.ts';
import { prepareSubmission } from '../drivers/docker/submission.ts';
import { findProject } from './find.ts';
import { sourceAt } from './source.ts';

const hello = 'week1-hello-api';
const known = [hello, 'week2-task-api'];
const main = { name: 'src/main.rs', content: 'fn main() {}' };
const hellos = [{ name: 'Cargo.toml', content: manifest(hello) }, main];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kata-find-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.each<[string, readonly ZipEntry[], string | undefined, string]>([
  ['at the top', [{ name: 'Cargo.toml', content: manifest(hello) }, main], undefined, '/x'],
  ['in a folder', below('my', [{ name: 'Cargo.toml', content: manifest(hello) }, main]), undefined, '/x/my'],
  ['in a folder, without a word of its exercise', below('my', [{ name: 'Cargo.toml', content: manifest() }, main]), hello, '/x/my'],
  [
    'in a folder beside other things',
    [{ name: 'notes.txt' }, ...below(hello, [{ name: 'Cargo.toml', content: manifest() }, main])],
    undefined,
    `/x/${hello}`,
  ],
  [
    'two folders down beside a note, if the exercise is named',
    [{ name: 'notes.txt' }, ...below('hand-in/rust', [{ name: 'Cargo.toml', content: manifest() }, main])],
    hello,
    '/x/hand-in/rust',
  ],
  [
    'in a clone, with its history',
    [{ name: '.git/HEAD', content: 'ref: refs/heads/main' }, { name: 'Cargo.toml', content: manifest(hello) }, main],
    undefined,
    '/x',
  ],
  ['by its binary in src/bin', [{ name: 'Cargo.toml', content: manifest(hello) }, { name: 'src/bin/server/main.rs' }], undefined, '/x'],
])('a project in an archive is found %s', async (_, entries, exerciseId, directory) => {
  const found = await find('x.zip', zipOf(entries), exerciseId);
  expect(found).toMatchObject({ exerciseId: hello, project: { directory, workspace: directory, packageName: 'tried' } });
});

test('it is prepared for the sandbox as it would be from a folder: a workspace’s member and what it depends on', async () => {
  const entries = [
    { name: 'w/Cargo.toml', content: '[workspace]\nmembers = ["*"]\n' },
    { name: 'w/app/Cargo.toml', content: manifest(hello, '[dependencies]\ndomain = { path = "../domain" }\n') },
    { name: 'w/app/src/main.rs', content: 'fn main() {}' },
    { name: 'w/domain/Cargo.toml', content: '[package]\nname = "domain"\n' },
    { name: 'w/domain/src/lib.rs', content: '' },
    { name: 'w/other/Cargo.toml', content: '[package]\nname = "other"\n' },
    { name: 'w/Cargo.lock', content: '' },
  ];
  const { project } = await find('x.tar.gz', gzipSync(await tarOf(entries)), undefined);
  const { files } = await prepareSubmission(project, '');
  expect(files.map(({ path }) => path.replace('work/submission/', ''))).toEqual([
    'Cargo.toml',
    'app/Cargo.toml',
    'app/src/main.rs',
    'domain/Cargo.toml',
    'domain/src/lib.rs',
  ]);
});

test.each(['../outside', '/etc', '../../../../etc'])('a path dependency on %s is refused', async (path) => {
  const entries = [{ name: 'Cargo.toml', content: manifest(hello, `[dependencies]\nb = { path = "${path}" }\n`) }, main];
  const { project } = await find('x.zip', zipOf(entries), undefined);
  await expect(prepareSubmission(project, '')).rejects.toThrow(/depends on a path outside its workspace/);
});

test.each<[string, readonly ZipEntry[], RegExp]>([
  ['no Cargo.toml', [main], /there is no Cargo\.toml in x\.zip/],
  ['nothing', [], /there are no files in x\.zip/],
  ['nothing that a build needs', [{ name: 'target/x', content: 'x' }], /there are no files in x\.zip/],
  [
    'a project that says no exercise',
    [{ name: 'Cargo.toml', content: manifest() }, main],
    /x\.zip: Cargo\.toml does not say which exercise/,
  ],
  [
    'an exercise that there is not',
    [{ name: 'Cargo.toml', content: manifest('week9') }, main],
    /x\.zip: Cargo\.toml is for the exercise week9/,
  ],
  ['several projects', [...below('a', hellos), ...below('b', hellos)], /several projects here: a, b/],
  ['no TOML', [{ name: 'Cargo.toml', content: '[package' }, main], /x\.zip: Cargo\.toml:1 is not valid TOML/],
  ['no binary', [{ name: 'Cargo.toml', content: manifest(hello) }], /x\.zip has no binary/],
  ['a Cargo.toml that is a folder', [{ name: 'Cargo.toml/Cargo.toml', content: 'x' }, main], /x\.zip: Cargo\.toml is a folder/],
])('an archive with %s is refused', async (_, entries, why) => {
  await expect(find('x.zip', zipOf(entries), undefined)).rejects.toThrow(why);
});

async function find(name: string, packed: Buffer, exerciseId: string | undefined) {
  const file = join(folder, name);
  await writeFile(file, packed);
  return findProject({ source: await sourceAt(file), named: true, exerciseId, known });
}

function below(folderName: string, entries: readonly ZipEntry[]): readonly ZipEntry[] {
  return entries.map((entry) => ({ ...entry, name: `${folderName}/${entry.name}` }));
}
