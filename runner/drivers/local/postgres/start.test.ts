import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import pg from 'pg';
import { expect, test } from 'vitest';
import { postgresAdministrator } from '../../../core/companion.ts';
import { openDatabases } from '../../../examine/database/databases.ts';
import { findPostgres } from './find.ts';
import { startPostgres } from './start.ts';

const there = (await findPostgres(process.env.PATH)) !== undefined;
if (!there && (process.env.KATA_REQUIRE_DOCKER ?? '') !== '') throw new Error('KATA_REQUIRE_DOCKER is set, but there is no Postgres');

test.skipIf(!there)('a private Postgres gives each boot a database of its own, and leaves nothing', { timeout: 60_000 }, async () => {
  const before = await instances();
  const postgres = await startPostgres();
  const databases = await openDatabases(postgres.port);
  const [first, second] = await Promise.all([databases.create(), databases.create()]);

  const learner = new pg.Client({ connectionString: first.url });
  learner.on('error', () => {});
  await learner.connect();
  await learner.query('create table notes (id serial, text text)');
  await learner.query('insert into notes (text) values ($1)', ["it's"]);
  expect(await first.query('select id, text from notes where text = $1', ["it's"])).toEqual([{ id: 1, text: "it's" }]);
  await expect(second.query('select * from notes')).rejects.toThrow('does not exist');
  expect(await first.traffic()).toMatchObject({ open: 1, mostOpen: 1, opened: 1, statements: 2 });

  // What a learner's program could try with what it can know.
  const { user } = postgresAdministrator;
  const [{ username, password }, { pathname }] = [new URL(first.url), new URL(second.url)];
  const denied = [
    { user, password: postgresAdministrator.password, database: 'postgres' },
    { user: username, password, database: pathname.slice(1) },
  ];
  await expect(new pg.Client({ host: '127.0.0.1', port: postgres.port, ...denied[0] }).connect()).rejects.toThrow('password');
  await expect(new pg.Client({ host: '127.0.0.1', port: postgres.port, ...denied[1] }).connect()).rejects.toThrow('denied');

  await first.refuse();
  await expect(new pg.Client({ connectionString: first.url }).connect()).rejects.toThrow('ECONNREFUSED');
  expect(await first.query('select count(*)::int as notes from notes')).toEqual([{ notes: 1 }]);

  await Promise.all([first.close(), second.close()]);
  await databases.close();
  await postgres.stop();
  const refused = new Promise((resolve) => connect(postgres.port, '127.0.0.1').once('error', resolve));
  expect(await refused).toMatchObject({ code: 'ECONNREFUSED' });
  expect(await instances()).toEqual(before);
});

async function instances(): Promise<readonly string[]> {
  const names = await readdir('/dev/shm').catch(() => []);
  return names.filter((name) => name.startsWith('kata-postgres-') && name.includes(`_${process.pid}_`));
}
