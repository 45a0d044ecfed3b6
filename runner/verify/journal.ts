import { appendFile, readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { AuthorError } from '../core/fault.ts';
import { jsonIn } from '../core/json-in.ts';
import type { HuntedRun } from './hunt.ts';

// JSON has no infinity: what never ended is null.
const Measured = z.looseObject({
  value: z.pipe(
    z.nullable(z.number()),
    z.transform((value) => value ?? Number.POSITIVE_INFINITY),
  ),
});

const Line = z.looseObject({
  exercise: z.string(),
  variant: z.string(),
  run: z.number(),
  seed: z.number(),
  load: z.number(),
  checks: z.array(
    z.looseObject({ id: z.string(), kind: z.enum(['function', 'life', 'time']), status: z.string(), measures: z.array(Measured) }),
  ),
});

/** The runs that a journal holds (JSON Lines). A last line that was cut off is not counted: that run is made again. */
export async function readJournal(path: string): Promise<readonly HuntedRun[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new AuthorError(`${path} cannot be read: ${error.code}`, 'name another file with --journal');
  });
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line, at) => {
      const run = Line.safeParse(jsonIn(line));
      if (!run.success) throw new AuthorError(`${path}:${at + 1} is no run of a flake hunt`, 'name another file with --journal');
      return run.data as unknown as HuntedRun;
    });
}

/** Keeps a run before anything is said of it. */
export async function keepRun(path: string, run: HuntedRun): Promise<void> {
  await appendFile(path, `${JSON.stringify(run)}\n`);
}
