import { createHash } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isGone, thisOwner } from './owner.ts';

/** This machine in a few characters; a temporary folder may be shared with others. */
const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);

/** A new folder whose name says who made it, so that it can be removed when that one is gone. */
export function makeScratch(
  purpose: 'bin' | 'initdb' | 'postgres' | 'redis' | 'repository' | 'run' | 'sqlite',
  within = tmpdir(),
): Promise<string> {
  const { pid, start } = thisOwner(host);
  return mkdtemp(join(within, `kata-${purpose}-${host}_${pid}_${start}_`));
}

/** True for the name of a folder whose maker is gone. */
export function isLeftScratch(name: string): boolean {
  const [, maker = '', pid = '', start = ''] = /^kata-[a-z]+-([0-9a-f]{6})_(\d+)_(\d*)_/.exec(name) ?? [];
  return pid !== '' && isGone({ host: maker, pid: Number(pid), start }, host);
}
