import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { UsageError } from '../../core/fault.ts';
import { jsonIn } from '../../core/json-in.ts';
import type { Ground } from '../key.ts';
import { writeWhole } from './write-whole.ts';

/** What a folder of results says of itself. */
export interface Head extends Ground {
  readonly version: 1;
  /** What was graded: an absolute path. */
  readonly submissions: string;
  readonly roster: string | null;
}

const Kept = z.object({
  version: z.literal(1),
  exercise: z.string(),
  grader: z.string(),
  images: z.record(z.string(), z.string()),
  settings: z.object({ seed: z.int(), fetch: z.boolean(), runtime: z.nullable(z.string()) }),
  submissions: z.string(),
  roster: z.nullable(z.string()),
});

const headFile = 'batch.json';

/** The head of a folder; undefined where there is none, and so no results. */
export async function readHead(folder: string): Promise<Head | undefined> {
  const text = await readFile(join(folder, headFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new UsageError(`${folder} cannot be read: ${error.code}`, 'name another folder with --out');
  });
  if (text === undefined) return undefined;
  const head = jsonIn(text);
  const kept = Kept.safeParse(head);
  if (kept.success) return kept.data;
  const { version } = z.looseObject({ version: z.catch(z.unknown(), undefined) }).safeParse(head).data ?? {};
  const newer = typeof version === 'number' && version > 1;
  throw new UsageError(
    newer ? `${folder} holds results of a newer kata (version ${version})` : `${join(folder, headFile)} is not as kata wrote it`,
    newer ? 'take that kata, or name another folder with --out' : 'name another folder with --out',
  );
}

export function writeHead(folder: string, head: Head): Promise<void> {
  return writeWhole(join(folder, headFile), `${JSON.stringify(head, null, 2)}\n`);
}

/** Throws where results of other work would stand beside those to come. */
export function assertSameGround(folder: string, before: Ground, now: Ground): void {
  if (before.exercise !== now.exercise)
    throw new UsageError(`${folder} holds results of ${before.exercise}, not of ${now.exercise}`, 'name another folder with --out');
  const changed = differing(before, now);
  if (changed.length === 0) return;
  throw new UsageError(
    `${folder} holds results that were graded differently: ${changed.join(', ')}`,
    'kata batch --regrade --diff shows who would change; or name another folder with --out',
  );
}

function differing(before: Ground, now: Ground): readonly string[] {
  const images = [...new Set([...Object.keys(before.images), ...Object.keys(now.images)])].filter(
    (name) => before.images[name] !== now.images[name],
  );
  return [
    ...(before.grader === now.grader ? [] : ['by another version of kata']),
    ...images.map((name) => `with another image ${name}`),
    ...(before.settings.seed === now.settings.seed ? [] : [`with --seed ${before.settings.seed}`]),
    ...(before.settings.fetch === now.settings.fetch ? [] : [before.settings.fetch ? 'with --fetch' : 'without --fetch']),
    ...(before.settings.runtime === now.settings.runtime
      ? []
      : [before.settings.runtime === null ? 'without --runtime' : `with --runtime ${before.settings.runtime}`]),
  ];
}
