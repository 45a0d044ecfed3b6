import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome, Result } from '../../runner/batch/result.ts';
import type { Head } from '../../runner/batch/results/head.ts';
import { openResults, type Results } from '../../runner/batch/results/open.ts';
import { checksOf, type Exercise } from '../../runner/core/exercise.ts';

export const head: Head = {
  version: 1,
  exercise: 'week2-task-api',
  grader: 'a'.repeat(64),
  images: { 'kata/run': 'b'.repeat(64) },
  settings: { seed: 7, fetch: false, runtime: null },
  submissions: '/submissions',
  roster: null,
};

/** Names that somebody may have, and some that nobody should. */
const oddNames = [
  '=HYPERLINK("http://example.org","click")',
  '<script>document.title = "stolen"</script>',
  ']]> & "quoted" <b>',
  'two\nlines\u0000\u0007',
  '\u202eright to left',
  '李雷 🦀',
  '``` | # *Markdown* [x](http://example.org)',
];

/** A folder with results of a class, without anything having been built: every fifth passes, some never ran. */
export async function classResults(exercise: Exercise, count: number): Promise<Results> {
  const results = await openResults(join(await mkdtemp(join(tmpdir(), 'kata-results-')), 'out'), { ...head, exercise: exercise.id });
  for (let at = 0; at < count; at += 1) await results.keep(resultAt(exercise, at), undefined);
  return results;
}

/** The results of such a class. */
export function resultAt(exercise: Exercise, at: number): Result {
  const all = checksOf(exercise);
  const outcome: Outcome = at % 5 === 0 ? 'passed' : at % 29 === 1 ? 'not-built' : at % 31 === 1 ? 'refused' : 'failed';
  const ran = outcome === 'passed' || outcome === 'failed';
  const isFailed = (check: number) => outcome === 'failed' && ((check * 7 + at * 3) % 11 === 0 || check === at % all.length);
  const name = oddNames[at] ?? `Student ${at}`;
  const failed = all.filter((_, check) => isFailed(check));
  return {
    ...{ version: 1, id: `student-${at}`, name, isLate: at % 9 === 0, exercise: exercise.id, key: String(at), outcome },
    points: { earned: ran ? all.length - failed.length : 0, of: all.length },
    checks: ran ? all.map(({ id }, check) => ({ id, status: isFailed(check) ? 'fail' : 'pass' })) : [],
    failures: Object.fromEntries(failed.map(({ id, title, hint }) => [id, `✗ ${id}   ${title}\n  sent ${name} ${at}\n  hint ${hint}`])),
    log: failed.length === 0 ? [] : [`panicked at src/main.rs:${at}: ${name}`],
    text: ran ? 'as above' : `error[E0425]: cannot find ${name}`,
    gradedAt: '2026-11-22T12:00:00.000Z',
  };
}
