import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UsageError } from '../../core/fault.ts';
import { diskTree } from '../../project/disk-tree.ts';
import { editManifest, prepareSubmission } from './submission.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kata-submission-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a lone package becomes a workspace with the set’s stub in it, on the grader’s profile', () => {
  const notes = new Set<string>();
  const edited = parse(
    editManifest(
      '[package]\nname = "a"\nversion = "0.1.0"\nresolver = "1"\n[profile.dev]\nopt-level = 3\n[dev-dependencies]\nx = "1"\n[target.\'cfg(unix)\'.dev-dependencies]\ny = "1"\n[patch.crates-io]\nz = { path = "../z" }\n',
      [''],
      notes,
    ),
  );
  expect(edited).toEqual({
    package: { name: 'a', version: '0.1.0' },
    target: { 'cfg(unix)': {} },
    workspace: { resolver: '2', members: ['.kata-set'] },
  });
  expect([...notes].join('\n')).toMatch(/\[profile\].*\n.*\[patch\]/);
});

test('of a workspace only the package and its path dependencies are taken', async () => {
  await put('Cargo.toml', '[workspace]\nmembers = ["app", "domain", "other"]\n[workspace.package]\nedition = "2024"\n');
  await put('app/Cargo.toml', '[package]\nname = "app"\nversion = "0.1.0"\n[dependencies]\ndomain = { path = "../domain" }\n');
  await put('app/src/main.rs', 'fn main() {}\n');
  await put('domain/Cargo.toml', '[package]\nname = "domain"\nversion = "0.1.0"\n');
  await put('domain/src/lib.rs', '');
  await put('other/Cargo.toml', '[package]\nname = "other"\nversion = "0.1.0"\n');
  await put('other/src/lib.rs', '');
  const { files } = await prepareSubmission(project('app'), '');
  const paths = files.map(({ path }) => path.replace('work/submission/', ''));
  expect(paths.sort()).toEqual(['Cargo.toml', 'app/Cargo.toml', 'app/src/main.rs', 'domain/Cargo.toml', 'domain/src/lib.rs']);
  const root = files.find(({ path }) => path === 'work/submission/Cargo.toml');
  expect(parse(root?.content.toString() ?? '')).toMatchObject({
    workspace: { package: { edition: '2024' }, members: ['app', 'domain', '.kata-set'] },
  });
});

test('the lockfile, build results, cargo’s settings, toolchain files and links stay behind', async () => {
  await put('Cargo.toml', '[package]\nname = "a"\nversion = "0.1.0"\n');
  await put('src/main.rs', 'fn main() {}\n');
  for (const path of ['Cargo.lock', 'rust-toolchain.toml', '.cargo/config.toml', 'target/debug/a', '.git/HEAD', '.kata-set/src/lib.rs'])
    await put(path, 'x');
  await symlink('/etc/passwd', join(folder, 'src/secrets.rs'));
  const { files } = await prepareSubmission(project(''), '');
  expect(files.map(({ path }) => path)).toEqual(['work/submission/Cargo.toml', 'work/submission/src/main.rs']);
});

test('a path dependency outside the workspace is refused by name', async () => {
  await put('Cargo.toml', '[package]\nname = "a"\nversion = "0.1.0"\n[dependencies]\nb = { path = "../b" }\n');
  await put('src/main.rs', 'fn main() {}\n');
  await expect(prepareSubmission(project(''), '')).rejects.toThrow(UsageError);
});

test.each([
  ['that is no TOML', '[[[', /b\/Cargo\.toml:1 is not valid TOML/],
  ['in no place', undefined, /no Cargo\.toml in .*b/],
  ['nested without end', `[package]\nname = "b"\n[x.${'a.'.repeat(5_000)}a]\n`, /b\/Cargo\.toml cannot be edited for the sandbox/],
  ['of dots alone', `[package]\nname = "b"\n[x.${'a.'.repeat(150_000)}a]\n`, /b\/Cargo\.toml is over 256 kB/],
])('a path dependency %s is a wrong use', async (_, manifest, why) => {
  await put('Cargo.toml', '[package]\nname = "a"\nversion = "0.1.0"\n[dependencies]\nb = { path = "b" }\n');
  if (manifest !== undefined) await put('b/Cargo.toml', manifest);
  const preparing = prepareSubmission(project(''), '');
  await expect(preparing).rejects.toThrow(UsageError);
  await expect(preparing).rejects.toThrow(why);
});

test('a package that takes the name of the set’s is refused', () => {
  expect(() => editManifest('[package]\nname = "kata-set-web"\n', [''], new Set())).toThrow(/kata-set-web/);
});

function project(member: string) {
  return { directory: join(folder, member), workspace: folder, packageName: 'a', binary: 'a', tree: diskTree };
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), text);
}

test('a crate from a git repository is refused by name', async () => {
  await put('Cargo.toml', '[package]\nname = "a"\nversion = "0.1.0"\n[dependencies]\naxum = { git = "https://git.invalid/axum" }\n');
  await expect(prepareSubmission(project(''), '')).rejects.toThrow(/depends on axum from a git repository/);
});
