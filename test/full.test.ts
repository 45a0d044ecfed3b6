import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectRefusal, folderWith, kata, manifest } from './support/cli.ts';
import { canMount, mount, unmount } from './support/mount.ts';
import { answersOk } from './support/programs.ts';

/** Room for a folder, and for nothing that is built. */
const roomBytes = 64 * 1_024;

let full = '';
let project = '';
let target = '';
beforeEach(async () => {
  full = await mkdtemp(join(tmpdir(), 'kata-full-'));
  project = await folderWith({ 'Cargo.toml': manifest('week1-hello-api'), 'src/main.rs': answersOk });
  target = join(project, 'target');
  if (canMount) await mount(full, `size=${roomBytes}`);
});
afterEach(async () => {
  if (canMount) await unmount(full);
  for (const folder of [full, project]) await rm(folder, { recursive: true, force: true });
});

describe.skipIf(!canMount)('a full disk is the machine’s fault, and the next run works', () => {
  test('where cargo writes', async () => {
    await refused({ CARGO_TARGET_DIR: join(full, 'target') });
  });

  test('where kata keeps what was built', async () => {
    await refused({ TMPDIR: full });
    expect(await readdir(full)).toEqual([]);
  });

  test('where a recording is to be kept', async () => {
    const record = join(full, 'run.jsonl');
    await writeFile(join(full, 'rest'), Buffer.alloc(roomBytes)).catch(() => {});
    await refused({}, '--record', record);
  });
});

async function refused(env: { readonly [name: string]: string }, ...words: readonly string[]): Promise<void> {
  expectRefusal(await check(env, ...words), 3, /disk is full/, /make room/);
  // It is the wrong program for the exercise, but it is graded.
  expect(await check({})).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('checks passed') });
}

function check(env: { readonly [name: string]: string }, ...words: readonly string[]) {
  return kata(['check', '--driver', 'local', '--path', project, ...words], { env: { CARGO_TARGET_DIR: target, ...env } });
}
