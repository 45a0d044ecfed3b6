import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { openRedises } from '../../../examine/redis/redises.ts';
import { findRedis } from './find.ts';
import { startRedis } from './start.ts';

const there = (await findRedis(process.env.PATH)) !== undefined;
if (!there && (process.env.KATA_REQUIRE_DOCKER ?? '') !== '') throw new Error('KATA_REQUIRE_DOCKER is set, but there is no Redis');

test.skipIf(!there)('a private Redis gives each boot a process of its own, and leaves nothing', { timeout: 60_000 }, async () => {
  const before = await folders();
  const redis = await startRedis();
  const redises = await openRedises(redis);
  const [first, second] = await Promise.all([redises.create(), redises.create()]);

  const learner = clientOf(first.url);
  await learner.set('kept', "it's");
  expect(await first.command('get', 'kept')).toBe("it's");
  expect(await second.command('dbsize')).toBe(0);
  expect(await first.traffic()).toMatchObject({ open: 1, mostOpen: 1, opened: 1 });
  const { commands } = await first.traffic();
  await learner.multi().incr('number').expire('number', 60).exec();
  expect(await first.traffic()).toMatchObject({ commands: commands + 4 });

  // What a learner's program could try with what it can know.
  await expect(learner.config('GET', 'requirepass')).rejects.toThrow('NOPERM');
  await expect(learner.shutdown()).rejects.toThrow('NOPERM');
  const { username, password } = new URL(first.url);
  const letIn: unknown[] = [];
  for (const login of [{}, { username, password }, { password }]) {
    for (const port of redises.ports().filter((open) => open !== Number(new URL(first.url).port))) {
      await clientOf({ port, ...login })
        .get('kept')
        .then(
          (kept) => letIn.push({ login, kept }),
          () => {},
        );
    }
  }
  // Its own process does so past the relay as well.
  expect(letIn).toEqual([{ login: { username, password }, kept: "it's" }]);

  await first.refuse();
  await expect(clientOf(first.url).get('kept')).rejects.toThrow();
  expect(await first.command('get', 'kept')).toBe("it's");
  // One that a learner keeps busy ends as well.
  await first.serve();
  const busy = clientOf(first.url).eval('while true do end', 0);
  busy.catch(() => {});

  const ports = redises.ports();
  await Promise.all([first.close(), second.close()]);
  await redises.close();
  await redis.stop();
  for (const port of ports) await expect(clientOf({ port }).ping()).rejects.toThrow();
  expect(await folders()).toEqual(before);
});

function clientOf(where: string | { readonly port: number }): Redis {
  const options = { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 };
  const client = typeof where === 'string' ? new Redis(where, options) : new Redis({ host: '127.0.0.1', ...where, ...options });
  client.on('error', () => {});
  onTestFinished(() => client.disconnect());
  return client;
}

async function folders(): Promise<readonly string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('kata-redis-') && name.includes(`_${process.pid}_`));
}
