import { readFile } from 'node:fs/promises';
import { loadExercise } from '../../../exercises/index.ts';
import type { Exercise } from '../../core/exercise.ts';
import { markdownText } from '../../report/text/markdown.ts';
import { specPath } from '../../spec/files.ts';
import { withoutMarks } from '../../spec/write.ts';
import { exerciseNamed } from '../exercise-named.ts';
import { columnsOf, paintFor } from '../terminal.ts';

/** `kata spec`: what an exercise demands, in the words of its README; plain Markdown where nobody looks on. */
export async function specCommand(name: string, { checks }: { readonly checks: boolean }): Promise<void> {
  const exercise = await loadExercise(await exerciseNamed(name));
  if (checks) return void process.stdout.write(checkList(exercise));
  const markdown = withoutMarks(await readFile(specPath(exercise.id), 'utf8'));
  const { stdout } = process;
  stdout.write(stdout.isTTY ? markdownText(markdown, paintFor(stdout), columnsOf(stdout)) : markdown);
}

function checkList({ rules }: Exercise): string {
  const rows = rules.flatMap(({ checks }, at) => checks.map(({ id, title }) => ({ number: at + 1, id, title })));
  const width = Math.max(...rows.map(({ id }) => id.length));
  return rows.map(({ number, id, title }) => `${String(number).padStart(2)}  ${id.padEnd(width)}  ${title}\n`).join('');
}
