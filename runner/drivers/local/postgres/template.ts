import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { postgresAdministrator } from '../../../core/companion.ts';
import { InfrastructureError } from '../../../core/fault.ts';
import { makeScratch } from '../../../project/scratch.ts';
import { givenTo, ordinaryUser } from '../user.ts';

/** A data folder fresh from `initdb`, made once for each version of Postgres: to copy it takes a tenth of the time. */
export async function makeTemplate(programs: string): Promise<string> {
  const { stdout: version } = await execa(join(programs, 'postgres'), ['--version']);
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kata');
  const template = join(cache, `postgres-${/\d[\w.]*/.exec(version)?.[0] ?? 'unknown'}`);
  if (existsSync(template)) return template;
  await mkdir(cache, { recursive: true });
  const scratch = await makeScratch('initdb');
  try {
    await initialise(programs, scratch);
    // Whoever was quicker made the same.
    const kept = await mkdtemp(join(cache, 'new-'));
    await execa('cp', ['-a', join(scratch, 'data'), kept]);
    await rename(join(kept, 'data'), template).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    await rm(kept, { recursive: true, force: true });
    return template;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function initialise(programs: string, scratch: string): Promise<void> {
  await writeFile(join(scratch, 'password'), `${postgresAdministrator.password}\n`);
  await givenTo(scratch);
  const options = [
    '--username',
    postgresAdministrator.user,
    '--pwfile',
    join(scratch, 'password'),
    '--auth-host',
    'md5',
    '--auth-local',
    'reject',
  ];
  const words = [
    ...ordinaryUser(),
    join(programs, 'initdb'),
    '-D',
    join(scratch, 'data'),
    ...options,
    '--no-locale',
    '-E',
    'UTF8',
    '--no-sync',
  ];
  const [command = '', ...rest] = words;
  const made = await execa(command, rest, { cwd: scratch, env: { LC_ALL: 'C' }, reject: false, stdin: 'ignore' });
  if (made.failed) {
    throw new InfrastructureError(
      `initdb could not make a database: ${made.stderr.trim().split('\n').at(-1) ?? made.message}`,
      'look whether the disk is full, and whether Postgres is installed whole',
    );
  }
}
