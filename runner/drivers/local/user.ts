import { chown, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const nobody = 65_534;

/** Postgres refuses to run as root: there companions run as `nobody`. On Linux they end with whoever started them (PR_SET_PDEATHSIG). */
export function ordinaryUser(): readonly string[] {
  if (process.platform !== 'linux') return [];
  const change = isRoot() ? ['--reuid', String(nobody), '--regid', String(nobody), '--clear-groups'] : [];
  return ['/usr/bin/setpriv', ...change, '--pdeathsig', 'KILL'];
}

/** Gives a folder and all in it to the user that companions run as. */
export async function givenTo(directory: string): Promise<void> {
  if (!isRoot()) return;
  const entries = await readdir(directory, { recursive: true });
  await Promise.all([directory, ...entries.map((entry) => join(directory, entry))].map((path) => chown(path, nobody, nobody)));
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
