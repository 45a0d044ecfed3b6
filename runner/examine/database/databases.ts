import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, Pool } from 'pg';
import { postgresAdministrator as administrator } from '../../core/companion.ts';
import type { Database } from '../../core/database.ts';
import { InfrastructureError } from '../../core/fault.ts';
import type { Json } from '../../core/json.ts';
import { createRelay } from '../relay/relay.ts';
import { createStatementCounter } from './statements.ts';

/** A Postgres that is this run's alone: a fresh database for each boot. */
export interface Databases {
  create(): Promise<OpenDatabase>;
  close(): Promise<void>;
}

export interface OpenDatabase extends Database {
  close(): Promise<void>;
}

const host = '127.0.0.1';
const upTimeoutMs = 15_000;
const pollMs = 15;

export async function openDatabases(port: number): Promise<Databases> {
  const { Pool } = (await import('pg')).default;
  // The learner's programs see this Postgres as well: nobody but kata knows its administrator's password.
  const password = randomBytes(16).toString('hex');
  await untilUp(port, password);
  const pool = new Pool({ host, port, ...administrator, password, database: 'postgres', max: 4 });
  // Its end is told by whoever asks next.
  pool.on('error', () => {});
  const made = new Set<Promise<OpenDatabase>>();
  const make = () => {
    const making = createDatabase(pool, port, password).then((database) => ({
      ...database,
      close: () => {
        made.delete(making);
        return database.close();
      },
    }));
    made.add(making);
    making.catch(() => {});
    return making;
  };
  let spare = make();
  return {
    create: () => {
      const next = spare;
      spare = make();
      return next;
    },
    close: async () => {
      // Those of servers that were still booting as well.
      await Promise.allSettled([...made].map(async (database) => (await database).close()));
      await pool.end();
    },
  };
}

async function createDatabase(pool: Pool, port: number, administratorPassword: string): Promise<OpenDatabase> {
  const name = `kata_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await pool.query(`create role ${name} login password '${password}'`);
  await pool.query(`create database ${name} owner ${name}`);
  await pool.query(`revoke all on database ${name} from public`);
  const relay = await createRelay(port, createStatementCounter);
  let client: Promise<Client> | undefined;
  const connected = () => {
    client ??= connectAs({ port, password: administratorPassword, database: name });
    return client;
  };
  return {
    url: `postgres://${name}:${password}@${host}:${relay.port}/${name}`,
    ...relay.faults,
    traffic: async () => {
      const { asked, ...connections } = relay.traffic();
      return { ...connections, statements: asked };
    },
    query: async (sql, values = []) => {
      const { rows } = await (await connected()).query(sql, [...values]);
      // Dates and the like become what JSON has for them.
      return JSON.parse(JSON.stringify(rows)) as readonly { readonly [column: string]: Json }[];
    },
    close: async () => {
      await relay.close();
      await client?.then(
        (open) => open.end(),
        () => {},
      );
      // It lives in memory, and a run has many.
      await pool.query(`drop database ${name} with (force)`).catch(() => {});
    },
  };
}

interface Login {
  readonly port: number;
  readonly password: string;
  readonly database: string;
}

async function connectAs(login: Login): Promise<Client> {
  const { Client } = (await import('pg')).default;
  const client = new Client({ host, user: administrator.user, ...login });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Waits until Postgres takes connections, and changes the administrator's password to this one. */
async function untilUp(port: number, password: string): Promise<void> {
  const start = performance.now();
  for (;;) {
    try {
      const client = await connectAs({ port, password: administrator.password, database: 'postgres' });
      await client.query(`alter role ${administrator.user} password '${password}'`);
      await client.query('revoke all on database postgres, template1 from public');
      return await client.end();
    } catch (error) {
      if (performance.now() - start < upTimeoutMs) {
        await sleep(pollMs);
        continue;
      }
      const why = error instanceof Error ? error.message : String(error);
      throw new InfrastructureError(
        `Postgres did not come up within ${upTimeoutMs / 1_000} s: ${why}`,
        'try again; kata doctor looks at what there is',
        {
          cause: error,
        },
      );
    }
  }
}
