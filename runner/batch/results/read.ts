import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { UsageError } from '../../core/fault.ts';
import { jsonIn } from '../../core/json-in.ts';
import type { Result } from '../result.ts';

/** What everything else rests on; the rest is as it was written. */
const Kept = z.looseObject({
  version: z.literal(1),
  id: z.string(),
  name: z.string(),
  key: z.string(),
  outcome: z.enum(['passed', 'failed', 'not-built', 'not-booted', 'refused']),
  points: z.object({ earned: z.number(), of: z.number() }),
  checks: z.array(z.object({ id: z.string(), status: z.string() })),
  failures: z.record(z.string(), z.string()),
  text: z.string(),
  log: z.array(z.string()),
});

/** A result as it was kept. */
export async function readResult(file: string): Promise<Result> {
  const kept = Kept.safeParse(jsonIn(await readFile(file, 'utf8')));
  if (!kept.success) throw new UsageError(`${file} is not as kata wrote it`, 'remove it: that submission is then graded again');
  return kept.data as unknown as Result;
}
