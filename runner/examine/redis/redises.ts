import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis as Client } from 'ioredis';
import { type Companions, redisStarts } from '../../core/companion.ts';
import { InfrastructureError } from '../../core/fault.ts';
import type { Json } from '../../core/json.ts';
import type { Redis } from '../../core/redis.ts';
import { freePort } from '../port.ts';
import { createRelay } from '../relay/relay.ts';
import { createCommandCounter } from './commands.ts';

/** A Redis of its own for each boot: a process, so that nothing of one is seen in another. */
export interface Redises {
  create(): Promise<OpenRedis>;
  /** Those that are open now. */
  ports(): readonly number[];
  close(): Promise<void>;
}

export interface OpenRedis extends Redis {
  close(): Promise<void>;
}

const host = '127.0.0.1';
const upTimeoutMs = 15_000;
const pollMs = 5;

export async function openRedises(first: Required<Companions>['redis']): Promise<Redises> {
  const starter = await connected(first);
  const open = new Map<number, Promise<OpenRedis>>();
  const start = async () => {
    const port = await freePort(host);
    const made = createRedis(starter, port);
    open.set(port, made);
    const redis = await made;
    return {
      ...redis,
      close: () => {
        open.delete(port);
        return redis.close();
      },
    };
  };
  let spare = start();
  spare.catch(() => {});
  return {
    create: () => {
      const next = spare;
      spare = start();
      spare.catch(() => {});
      return next;
    },
    ports: () => [first.port, ...open.keys()],
    close: async () => {
      // Those of servers that were still booting as well.
      await Promise.allSettled([...open.values()].map(async (redis) => (await redis).close()));
      starter.disconnect();
    },
  };
}

async function createRedis(starter: Client, port: number): Promise<OpenRedis> {
  const [user, password, administratorPassword] = [`kata_${secret(6)}`, secret(12), secret(16)];
  await starter.rpush(redisStarts, [port, administratorPassword, user, password].join(' '));
  const [client, relay] = await Promise.all([
    connected({ port, password: administratorPassword }),
    createRelay(port, createCommandCounter),
  ]);
  return {
    url: `redis://${user}:${password}@${host}:${relay.port}/0`,
    ...relay.faults,
    traffic: async () => {
      const { asked, ...connections } = relay.traffic();
      return { ...connections, commands: asked };
    },
    command: async (name, ...words) => (await client.call(name, ...words)) as Json,
    close: async () => {
      await relay.close();
      // It answers with its end.
      await client.call('shutdown', 'nosave').catch(() => {});
      client.disconnect();
    },
  };
}

function secret(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

/** Waits until this Redis takes connections. */
async function connected(login: { readonly port: number; readonly password: string }): Promise<Client> {
  const { Redis } = (await import('ioredis')).default;
  const start = performance.now();
  for (;;) {
    const client = new Redis({ host, ...login, lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      client.disconnect();
      if (performance.now() - start < upTimeoutMs) {
        await sleep(pollMs);
        continue;
      }
      const why = error instanceof Error ? error.message : String(error);
      throw new InfrastructureError(
        `Redis did not come up within ${upTimeoutMs / 1_000} s: ${why}`,
        'try again; kata doctor looks at what there is',
        { cause: error },
      );
    }
  }
}
