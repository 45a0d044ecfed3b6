import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectRefusal, kata } from './support/cli.ts';
import { copyPack } from './support/pack.ts';

const id = 'week9-fresh';

describe('kata new', { timeout: 240_000 }, () => {
  test('makes a draft that verify takes as one, and says what is missing', async () => {
    const pack = await copyPack(true);
    expect(await pack.kata('new', id)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/next:\n +npm run kata -- verify week9-fresh/),
    });
    const cargo = await readFile(join(pack.folder, 'fixtures/Cargo.lock'), 'utf8');
    expect(cargo.match(/^name = "week\d-.*"$/gm)?.toSorted()).toEqual(cargo.match(/^name = "week\d-.*"$/gm));
    await pack.build();

    const verified = await pack.kata('verify', id, '--update');
    expect(verified.stderr).not.toMatch(/\n\s+at |fault of kata/);
    expect(verified).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/○ week9-fresh: a draft, 4 of 8 steps done; next: spec/) });
    expect(verified.stdout).toMatch(/has places to be written: lines 1, 3/);
    expect(verified.stdout).toMatch(/the check doubles-a-number has words to be written/);
    expect(verified.stdout).toMatch(
      /^ {2}→ spec .*\n {2}✓ solution .*\n {2}✓ starter .*\n {2}✓ judges .*\n {4}mistakes .*\n {4}checks .*\n {2}✓ reports .*\n {4}place /m,
    );

    const listed = await pack.kata('list');
    expect(listed.stdout).not.toContain(id);
    expect((await pack.kata('verify', '--all', '--only', 'nothing')).stderr).not.toContain(id);
    expectRefusal(await pack.kata('new', id), 2, /exercises\/week9-fresh is there already/, /kata verify week9-fresh/);
  });

  test('refuses a name that is none, and leaves nothing behind', async () => {
    const pack = await copyPack(true);
    expectRefusal(await pack.kata('new', 'Week9_Fresh'), 2, /Week9_Fresh is no name/, /week5-cancel/);
    expectRefusal(await pack.kata('new', 'week2-task-api'), 2, /exercises\/week2-task-api is there already/, /verify/);
    await expect(access(join(pack.folder, 'exercises/Week9_Fresh'))).rejects.toThrow();
  });

  test('says where exercises are written, in a kata that was installed', async () => {
    const pack = await copyPack();
    expectRefusal(await pack.kata('new', id), 2, /exercises are written in a clone/, /clone it/);
    expect((await kata(['new'])).exitCode).toBe(2);
  });
});
