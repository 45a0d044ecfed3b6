import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findSqlite } from '../../drivers/local/sqlite/find.ts';
import { openFiles, type SqliteFiles } from './files.ts';

const there = (await findSqlite())?.isNewEnough === true;
if (!there && (process.env.KATA_REQUIRE_DOCKER ?? '') !== '') throw new Error('KATA_REQUIRE_DOCKER is set, but there is no sqlite3');

let folder = '';
let files: SqliteFiles;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kata-sqlite-'));
  files = await openFiles(folder);
});
afterEach(async () => {
  await files.close();
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(!there)('a SQLite file of a server', () => {
  test('is empty, is its own, and its rows are counted whatever the tables are called', async () => {
    const [first, second] = [await files.create(undefined), await files.create(undefined)];
    expect(await first.rows()).toEqual({ kind: 'counted', tables: 0, rows: 0 });
    await sql(first.url, `create table "a""b" (x); insert into "a""b" values (1), (2); create table c (x); insert into c values (3);`);
    expect(await first.rows()).toEqual({ kind: 'counted', tables: 2, rows: 3 });
    expect(await second.rows()).toMatchObject({ rows: 0 });
    await first.close();
    expect(await readdir(folder)).toHaveLength(1);
  });

  test('is locked for writers and readers, read so that nobody can commit, and free again', async () => {
    const file = await files.create(undefined);
    await sql(file.url, 'create table t (x)');
    expect(await file.lock()).toEqual({ kind: 'held' });
    await expect(sql(file.url, 'select * from t')).rejects.toThrow('locked');
    expect(await file.read()).toEqual({ kind: 'held' });
    await expect(sql(file.url, 'insert into t values (1)')).rejects.toThrow('locked');
    await sql(file.url, 'select * from t');
    await file.unlock();
    await sql(file.url, 'insert into t values (1)');
    expect(await file.rows()).toMatchObject({ rows: 1 });
  });

  test('that the server holds cannot be locked, and SQLite says why', async () => {
    const file = await files.create('locked');
    await expect(sql(file.url, 'create table t (x)')).rejects.toThrow('locked');
    await file.unlock();
    const other = await files.create(undefined);
    const holder = execFile('sqlite3', [pathOf(other.url)]);
    holder.stdin?.write('begin exclusive;\n.print held\n');
    await new Promise((resolve) => holder.stdout?.once('data', resolve));
    expect(await other.lock()).toEqual({ kind: 'refused', why: 'database is locked (5)' });
    expect(await other.rows()).toEqual({ kind: 'refused', why: 'database is locked (5)' });
    holder.kill();
  });

  test('may be made by the server, and has a folder that nobody else can make', async () => {
    const file = await files.create('no file');
    await sql(file.url, 'create table t (x)');
    expect(await file.rows()).toMatchObject({ tables: 1 });
    const later = await files.create('no folder');
    await expect(mkdir(dirname(pathOf(later.url)), { recursive: true })).rejects.toThrow();
    await expect(sql(later.url, 'create table t (x)')).rejects.toThrow('unable to open');
    await later.mount();
    await sql(later.url, 'create table t (x)');
    expect(await later.rows()).toMatchObject({ tables: 1 });
  });

  test('holds up nobody and leads nowhere, whatever the server made of it', async () => {
    const file = await files.create(undefined);
    const path = pathOf(file.url);
    await sql(file.url, 'create view v as with recursive n (i) as (select 1 union all select i + 1 from n) select i from n');
    expect(await file.rows()).toEqual({ kind: 'counted', tables: 0, rows: 0 });
    await writeFile(path, 'no database at all, but long enough to be looked at. '.repeat(40));
    expect(await file.rows()).toEqual({ kind: 'refused', why: 'file is not a database (26)' });
    await unlink(path);
    await symlink('/etc/hostname', path);
    expect(await file.rows()).toMatchObject({ kind: 'refused', why: expect.stringContaining('unable to open') });
    expect(await file.lock()).toMatchObject({ kind: 'refused', why: expect.stringContaining('unable to open') });
  });
});

function pathOf(url: string): string {
  return url.replace('sqlite://', '');
}

function sql(url: string, words: string): Promise<unknown> {
  return promisify(execFile)('sqlite3', ['-bail', pathOf(url), words]);
}
