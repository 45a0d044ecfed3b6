import { loadExercises } from '../../../exercises/index.ts';
import { checksOf } from '../../core/exercise.ts';

/** `kata list`: the exercises, in teaching order. */
export async function listCommand({ json }: { readonly json: boolean }): Promise<void> {
  const rows = (await loadExercises()).map((exercise) => ({ id: exercise.id, title: exercise.title, checks: checksOf(exercise).length }));
  const width = Math.max(...rows.map(({ id }) => id.length));
  const text = rows.map(({ id, title, checks }) => `${id.padEnd(width)}  ${String(checks).padStart(3)} checks  ${title}`).join('\n');
  process.stdout.write(`${json ? JSON.stringify(rows, null, 2) : text}\n`);
}
