import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { InfrastructureError } from '../../../core/fault.ts';
import { freePort } from '../../../examine/port.ts';
import { makeScratch } from '../../../project/scratch.ts';
import { redisServers } from '../../redis.ts';
import { endingWithParent, sendSignal } from '../processes.ts';
import { givenTo, ordinaryUser } from '../user.ts';
import { findRedis } from './find.ts';

/** Redis servers of kata's own: never a service that runs already. */
export interface PrivateRedis {
  readonly port: number;
  readonly password: string;
  stop(): Promise<void>;
}

/** Starts the first of them, which may not take connections yet. */
export async function startRedis(): Promise<PrivateRedis> {
  const programs = await findRedis(process.env.PATH);
  if (programs === undefined) {
    throw new InfrastructureError(
      'this exercise needs Redis, and there is none on this machine',
      'install it (Debian and Ubuntu: apt-get install redis-server; macOS: brew install redis), or use --driver docker; kata starts one of its own and touches no other',
    );
  }
  const [port, directory] = await Promise.all([freePort('127.0.0.1'), makeScratch('redis')]);
  await givenTo(directory);
  const password = randomBytes(16).toString('hex');
  const server = [...endingWithParent(), join(programs, 'redis-server')];
  const [command = '', ...words] = [
    ...ordinaryUser(),
    'sh',
    '-c',
    redisServers,
    'sh',
    String(port),
    join(programs, 'redis-cli'),
    ...server,
  ];
  const shell = execa(command, words, {
    cwd: directory,
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin', REDISCLI_AUTH: password },
    extendEnv: false,
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'ignore',
    reject: false,
    cleanup: false,
    detached: true,
  });
  // The shell and all that it started.
  const kill = () => shell.pid !== undefined && sendSignal(-shell.pid, 'SIGKILL');
  const end = () => {
    kill();
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', end);
  return {
    port,
    password,
    stop: async () => {
      process.off('exit', end);
      kill();
      await shell;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
