import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checksOf, type Exercise } from '../../core/exercise.ts';
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

export interface Class {
  readonly exercise: Exercise;
  readonly head: Head;
  readonly standing: Standing;
  /** Everybody of the class, where there is a roster. */
  readonly roster: readonly Student[];
}

/** Writes each format beside the results. One result is held at a time. Gives what was written, by its path in the folder. */
export async function exportAll({ folder, read }: Results, { exercise, head, standing, roster }: Class): Promise<readonly string[]> {
  const { results, notGraded } = standing;
  const suites: string[] = [];
  for (const { id } of results) {
    const result = await read(id);
    suites.push(junitSuite(exercise, result));
    await put(join(folder, 'feedback', `${id}.md`), markdownFeedback(exercise, result));
    await put(join(folder, 'feedback', `${id}.html`), htmlFeedback(exercise, result));
    await put(join(folder, 'gradescope', id, 'results.json'), gradescopeExport(exercise, result));
  }
  const most = checksOf(exercise).filter(({ level }) => level !== 'should').length;
  const files = {
    'results.json': jsonExport(head, results, notGraded),
    'results.csv': csvExport(results),
    ...(roster.length === 0 ? {} : { 'canvas.csv': canvasExport(exercise.id, most, roster, results) }),
    'junit.xml': [junitStart, ...suites, junitEnd].join(''),
  };
  for (const [name, content] of Object.entries(files)) await writeWhole(join(folder, name), content);
  return [...Object.keys(files), ...(results.length === 0 ? [] : ['feedback/', 'gradescope/'])];
}

/** What is made anew each time need not outlive a power cut. */
async function put(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
