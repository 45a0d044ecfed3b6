import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMust } from '../../core/check.ts';
import { checkIdsOf, checksOf, type Exercise } from '../../core/exercise.ts';
import { type Awarded, award } from '../award/award.ts';
import { assertAllKnown, readOverrides } from '../award/overrides.ts';
import { type Policy, readPolicy } from '../award/policy.ts';
import type { ReportedSubmission } from '../report/class-report.ts';
import { reported, reportedChecks } from '../report/reported.ts';
import type { Head } from '../results/head.ts';
import type { Results } from '../results/open.ts';
import { writeWhole } from '../results/write-whole.ts';
import type { Standing } from '../standing.ts';
import type { Student } from '../submission.ts';
import { canvasExport } from './canvas.ts';
import { csvExport } from './csv.ts';
import { htmlFeedback, markdownFeedback } from './feedback.ts';
import { gradescopeExport } from './gradescope.ts';
import { jsonExport } from './json.ts';
import { junitEnd, junitStart, junitSuite } from './junit.ts';
import { pageExport } from './page.ts';

export interface Class {
  readonly exercise: Exercise;
  readonly head: Head;
  readonly standing: Standing;
  /** Everybody of the class, where there is a roster. */
  readonly roster: readonly Student[];
}

/** Writes each format beside the results. One result is held at a time. Gives what was written, by its path in the folder. */
export async function exportAll(results: Results, { exercise, head, standing, roster }: Class): Promise<readonly string[]> {
  const { folder } = results;
  const most = checksOf(exercise).filter(isMust).length;
  const policy = await readPolicy(folder, checkIdsOf(exercise));
  const overrides = await readOverrides(folder, most);
  assertAllKnown(folder, overrides, [...results.kept.keys(), ...standing.results.map(({ id }) => id)]);
  const all = standing.results.map((summary) => award(summary, overrides.get(summary.id), policy));
  const { submissions, suites } = await eachAlone(results, exercise, all, policy);
  const { id, title } = exercise;
  const { notGraded } = standing;
  const files = {
    'report.html': await pageExport({
      exercise: { id, title },
      seed: head.settings.seed,
      checks: reportedChecks(exercise),
      submissions,
      notGraded,
    }),
    'results.json': jsonExport(head, all, notGraded),
    'results.csv': csvExport(all),
    ...(roster.length === 0 ? {} : { 'canvas.csv': canvasExport(exercise.id, most, roster, all) }),
    'junit.xml': [junitStart, ...suites, junitEnd].join(''),
  };
  for (const [name, content] of Object.entries(files)) await writeWhole(join(folder, name), content);
  return [...Object.keys(files), ...(all.length === 0 ? [] : ['feedback/', 'gradescope/'])];
}

/** What each submission has of its own, and its part of what all have in common. */
async function eachAlone({ folder, read }: Results, exercise: Exercise, all: readonly Awarded[], policy: Policy) {
  const checks = reportedChecks(exercise);
  const submissions: ReportedSubmission[] = [];
  const suites: string[] = [];
  for (const awarded of all) {
    const { id } = awarded;
    const result = await read(id);
    submissions.push(reported(checks, result, awarded));
    suites.push(junitSuite(exercise, result));
    const feedback = { exercise, result, awarded, policy };
    await put(join(folder, 'feedback', `${id}.md`), markdownFeedback(feedback));
    await put(join(folder, 'feedback', `${id}.html`), htmlFeedback(feedback));
    await put(join(folder, 'gradescope', id, 'results.json'), gradescopeExport(exercise, result, awarded, policy));
  }
  return { submissions, suites };
}

/** What is made anew each time need not outlive a power cut. */
async function put(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
