import { existsSync, rmSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { InfrastructureError } from '../../../core/fault.ts';
import { freePort } from '../../../examine/port.ts';
import { makeScratch } from '../../../project/scratch.ts';
import { postgresSettings } from '../../postgres.ts';
import { memory } from '../scratch.ts';
import { givenTo, ordinaryUser } from '../user.ts';
import { findPostgres } from './find.ts';
import { makeTemplate } from './template.ts';

/** A Postgres of kata's own: never a service that runs already. */
export interface PrivatePostgres {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts a private instance from an initialised folder. It may not take connections yet. */
export async function startPostgres(): Promise<PrivatePostgres> {
  const programs = await findPostgres(process.env.PATH);
  if (programs === undefined) {
    throw new InfrastructureError(
      'this exercise needs Postgres, and there is none on this machine',
      'install it (Debian and Ubuntu: apt-get install postgresql; macOS: brew install postgresql), or use --driver docker; kata starts one of its own and touches no other',
    );
  }
  const template = await makeTemplate(programs);
  const directory = await makeScratch('postgres', existsSync(memory) ? memory : undefined);
  const data = join(directory, 'data');
  await cp(template, data, { recursive: true, mode: 0 });
  await givenTo(directory);
  const port = await freePort('127.0.0.1');
  const [command = '', ...words] = [...ordinaryUser(), join(programs, 'postgres'), '-D', data, ...postgresSettings(port)];
  const postgres = execa(command, words, {
    cwd: directory,
    env: { LC_ALL: 'C' },
    extendEnv: false,
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'ignore',
    reject: false,
    cleanup: false,
    detached: true,
  });
  const end = () => {
    postgres.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', end);
  return {
    port,
    stop: async () => {
      process.off('exit', end);
      // At once, and without a word to disk: nothing in it is wanted any more.
      postgres.kill('SIGQUIT');
      await postgres;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
