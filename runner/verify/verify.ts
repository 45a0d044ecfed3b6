import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Driver } from '../core/driver.ts';
import type { RunEvent } from '../core/event.ts';
import type { Exercise } from '../core/exercise.ts';
import { checksThat, gradeFolder } from './grade.ts';
import { readMistakes } from './mistake.ts';
import { plantMistake, plantProject } from './plant.ts';

/** One variant of an exercise, graded. */
export interface Graded {
  readonly name: string;
  readonly kind: 'solution' | 'starter' | 'mistake';
  /** What was to fail; undefined for the starter, of which some check must. */
  readonly expected: readonly string[] | undefined;
  readonly failed: readonly string[];
  readonly events: readonly RunEvent[];
}

interface Verification {
  readonly exercise: Exercise;
  readonly createDriver: () => Promise<Driver>;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Only the variants with one of these names. */
  readonly only?: readonly string[];
}

/** Grades the solution, the starter and each mistake of an exercise, one after the other in one scratch folder. */
export async function* verify({ exercise, createDriver, seed, signal, only }: Verification): AsyncGenerator<Graded, void> {
  const scratch = await mkdtemp(join(tmpdir(), 'kata-verify-'));
  const directory = join(scratch, exercise.id);
  const solution = `fixtures/${exercise.id}/solution`;
  const grade = async (about: Pick<Graded, 'name' | 'kind' | 'expected'>): Promise<Graded> => {
    const driver = await createDriver();
    try {
      const events = await gradeFolder({ exercise, directory, driver, seed, signal });
      return { ...about, failed: failedIn(events), events };
    } finally {
      await driver.close();
    }
  };
  const wanted = (name: string) => only === undefined || only.includes(name);
  try {
    if (wanted('solution')) {
      await plantProject(solution, directory);
      yield await grade({ name: 'solution', kind: 'solution', expected: [] });
    }
    if (wanted('starter')) {
      await plantProject(`exercises/${exercise.id}/starter`, directory);
      yield await grade({ name: 'starter', kind: 'starter', expected: undefined });
    }
    for (const mistake of (await readMistakes(exercise.id)).filter(({ id }) => wanted(id))) {
      await plantProject(solution, directory);
      await plantMistake(directory, mistake);
      yield await grade({ name: mistake.id, kind: 'mistake', expected: [...mistake.fails].sort() });
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Checks that failed; what kept all of them from running counts as one that is named after it. */
function failedIn(events: readonly RunEvent[]): readonly string[] {
  const last = events.at(-1);
  if (last?.type !== 'finished') return [last?.type ?? 'nothing'];
  return checksThat(events, 'fail', 'error', 'inconclusive');
}

/** True if the variant fails just what it names; a starter must compile, boot and fail something. */
export function isAsNamed({ kind, expected, failed, events }: Graded): boolean {
  if (kind === 'starter') return events.at(-1)?.type === 'finished' && failed.length > 0;
  return JSON.stringify(failed) === JSON.stringify(expected);
}
