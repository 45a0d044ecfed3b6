import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../../core/fault.ts';
import type { Intake, Submission } from '../submission.ts';
import { canvasName, latestOfEach } from './canvas.ts';
import type { AllFound } from './found.ts';
import { idsOf } from './ids.ts';
import { findInArchive } from './in-archive.ts';
import { findInFolder } from './in-folder.ts';
import { findInList } from './in-list.ts';
import { readRoster } from './roster.ts';

const next = 'name a folder of submissions, the zip that Canvas hands out, or a CSV with the columns name and path';

/** The submissions that a path names, and whose they are. None of them is opened. */
export async function takeIn(path: string, rosterFile: string | undefined): Promise<Intake> {
  const all = latestOfEach(await findAt(resolve(path)));
  if (all.found.length === 0) {
    const [first] = all.ignored;
    throw new UsageError(`there are no submissions in ${path}${first === undefined ? '' : `: ${first.name} ${first.why}`}`, next);
  }
  const roster = rosterFile === undefined ? undefined : await readRoster(rosterFile);
  const ids = idsOf(all.found.map(({ name }) => ({ label: labelOf(name), name })));
  const submissions = all.found.map(({ name, source, isLate = false }, at): Submission => {
    const canvas = canvasName(name);
    const student = canvas === undefined ? undefined : roster?.get(canvas.userId);
    return { id: ids[at] ?? '', name, source, isLate: isLate || canvas?.isLate === true, ...(student === undefined ? {} : { student }) };
  });
  return { submissions, ignored: all.ignored, roster: [...(roster?.values() ?? [])] };
}

async function findAt(path: string): Promise<AllFound> {
  const stats = await stat(path).catch(() => {
    throw new UsageError(`${path} does not exist`, next);
  });
  if (stats.isDirectory()) return findInFolder(path);
  if (stats.isFile() && /\.zip$/i.test(path)) return findInArchive(path);
  if (stats.isFile() && /\.csv$/i.test(path)) return findInList(path);
  throw new UsageError(`${path} is neither a folder, a .zip nor a .csv`, next);
}

/** Of Canvas' names the student: what they call their file may change with the next attempt. */
function labelOf(name: string): string {
  const canvas = canvasName(name);
  return canvas === undefined ? name.replace(/\.(zip|tgz|tar|tar\.gz|git)$/i, '') : `${canvas.student}-${canvas.userId}`;
}
