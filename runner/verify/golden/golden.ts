import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Judged, RunEvent } from '../../core/event.ts';
import type { Exercise } from '../../core/exercise.ts';
import { packFile } from '../../project/pack-files.ts';
import { createPaint } from '../../report/paint.ts';
import { textReport } from '../../report/text/report.ts';
import type { Problem } from '../problem.ts';
import type { Variant } from '../variant.ts';
import { normal, normalOfRace } from './normal.ts';

/** What becomes of golden reports: compared with those of today, or replaced by them. Those of other inputs are ignored. */
export type Goldens = 'compare' | 'update' | 'ignore';

export interface GoldenProblem extends Problem {
  readonly kind: 'missing' | 'different';
}

/** Tells where the report of a variant is not the one that is kept beside its exercise, or keeps it. */
export async function goldenProblem(
  exercise: Exercise,
  variant: Variant,
  events: readonly RunEvent[],
  goldens: Goldens,
): Promise<GoldenProblem | undefined> {
  if (goldens === 'ignore') return undefined;
  const file = join(folderOf(exercise.id), `${variant.name}.txt`);
  const today = goldenReport(variant, events);
  const kept = await readFile(packFile(file), 'utf8').catch(() => undefined);
  if (kept === today) return undefined;
  if (goldens === 'update') {
    await mkdir(dirname(packFile(file)), { recursive: true });
    await writeFile(packFile(file), today);
    return undefined;
  }
  const next = `read it as a learner would, then: kata verify ${exercise.id} --only ${variant.name} --update`;
  if (kept === undefined) return { kind: 'missing', file, what: 'is not there yet: the report that learners get', next };
  return { kind: 'different', file, what: `is not what learners are told today:\n${firstDifference(kept, today)}`, next };
}

/** Golden reports of variants that there are no more. */
export async function leftGoldens(exerciseId: string, graded: readonly { readonly variant: Variant }[]): Promise<readonly Problem[]> {
  const names = graded.map(({ variant }) => variant.name);
  const files = await readdir(packFile(folderOf(exerciseId))).catch(() => []);
  return files
    .filter((file) => !names.includes(basename(file, '.txt')))
    .map((file) => ({ file: join(folderOf(exerciseId), file), what: 'belongs to no mistake', next: 'remove it' }));
}

function goldenReport({ varies, may }: Variant, events: readonly RunEvent[]): string {
  const certain = events.map((event) => (event.type === 'judged' && may.includes(event.planned.check.id) ? passed(event) : event));
  return (varies ? normalOfRace : normal)(textReport(certain, { paint: createPaint(false), all: false, verbose: false }));
}

/** What fails now and then is told as if it had not. */
function passed(judged: Judged): Judged {
  return { ...judged, verdict: { status: 'pass' } };
}

function firstDifference(kept: string, today: string): string {
  const [before, now] = [kept.split('\n'), today.split('\n')];
  const at = before.findIndex((line, index) => line !== now[index]);
  const line = at === -1 ? before.length : at;
  return `line ${line + 1} kept:  ${(before[line] ?? '(the end)').trim()}\nline ${line + 1} today: ${(now[line] ?? '(the end)').trim()}`;
}

function folderOf(exerciseId: string): string {
  return `fixtures/${exerciseId}/golden`;
}
