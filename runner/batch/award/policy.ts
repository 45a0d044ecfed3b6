import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { UsageError } from '../../core/fault.ts';
import { jsonIn } from '../../core/json-in.ts';

/** When a student sees how a check went, by Gradescope's names. */
export type Visibility = 'visible' | 'after_due_date' | 'hidden';

/** What an instructor has decided for a class, beside what is graded. */
export interface Policy {
  /** What is taken off the points of what came late, in percent. */
  readonly latePercent: number;
  readonly visibilityOf: (check: string) => Visibility;
}

const Shown = z.enum(['visible', 'after_due_date', 'hidden']);

const Kept = z.strictObject({
  late: z.optional(z.strictObject({ percent: z.number().check(z.minimum(0), z.maximum(100)) })),
  visibility: z.optional(z.strictObject({ default: z.optional(Shown), checks: z.optional(z.record(z.string(), Shown)) })),
});

export const policyFile = 'policy.json';

/** The policy beside the results; where there is none, nothing is taken off and all is visible. */
export async function readPolicy(folder: string, checks: readonly string[]): Promise<Policy> {
  const file = join(folder, policyFile);
  if (!existsSync(file)) return { latePercent: 0, visibilityOf: () => 'visible' };
  const next = 'write it like {"late": {"percent": 20}, "visibility": {"default": "visible", "checks": {"<check>": "hidden"}}}';
  const kept = Kept.safeParse(jsonIn(await readFile(file, 'utf8')));
  if (!kept.success) {
    const [issue] = kept.error.issues;
    throw new UsageError(`${file} is no policy${issue === undefined || issue.path.length === 0 ? '' : `: ${issue.path.join('.')}`}`, next);
  }
  const { late, visibility = {} } = kept.data;
  const shown = visibility.checks ?? {};
  const unknown = Object.keys(shown).filter((id) => !checks.includes(id));
  if (unknown.length > 0)
    throw new UsageError(`${file} names the check ${unknown[0]}, which there is not`, 'kata spec <exercise> --checks lists them');
  return { latePercent: late?.percent ?? 0, visibilityOf: (check) => shown[check] ?? visibility.default ?? 'visible' };
}
