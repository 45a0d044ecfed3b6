import { loadExercises } from '../../../exercises/index.ts';

/** `kata list`: the exercises, in teaching order. */
export async function listCommand({ json }: { readonly json: boolean }): Promise<void> {
  const rows = (await loadExercises()).map(({ id, title, rules }) => ({ id, title, checks: rules.flatMap(({ checks }) => checks).length }));
  const width = Math.max(...rows.map(({ id }) => id.length));
  const text = rows.map(({ id, title, checks }) => `${id.padEnd(width)}  ${String(checks).padStart(3)} checks  ${title}`).join('\n');
  process.stdout.write(`${json ? JSON.stringify(rows, null, 2) : text}\n`);
}
