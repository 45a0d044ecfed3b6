import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exercise } from '../core/exercise.ts';
import { packFile } from '../project/pack-files.ts';
import { specPath } from '../spec/files.ts';
import { writeSpec } from '../spec/write.ts';
import type { Problem } from './problem.ts';

/** Where the spec does not say what the code says: rules, status table, environment; and rules without a check. */
export async function specProblems(exercise: Exercise): Promise<readonly Problem[]> {
  const file = `exercises/${exercise.id}/README.md`;
  const bare = exercise.rules.filter(({ checks }) => checks.length === 0);
  const readme = await readFile(specPath(exercise.id), 'utf8');
  return [
    ...bare.map(({ id }) => ({
      file: `exercises/${exercise.id}`,
      what: `the rule ${id} has no check`,
      next: 'write one: what nobody looks at is no rule',
    })),
    ...agreement(readme, exercise, file),
  ];
}

function agreement(readme: string, exercise: Exercise, file: string): readonly Problem[] {
  try {
    if (writeSpec(readme, exercise) === readme) return [];
    return [{ file, what: 'does not say what the code says', next: 'npm run spec writes it' }];
  } catch (error) {
    return [{ file, what: error instanceof Error ? error.message : String(error), next: 'put the marks back' }];
  }
}

/** The file that declares a check, from the pack's folder: a rule of the exercise, or a suite. */
export function fileOfCheck(exerciseId: string, checkId: string): string {
  for (const folder of [`exercises/${exerciseId}/rules`, 'graders/suites']) {
    // A kata that was installed has its exercises and not the sources of its suites.
    if (!existsSync(packFile(folder))) continue;
    const files = readdirSync(packFile(folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const name = files.find((file) => readFileSync(packFile(folder, file), 'utf8').includes(`id: '${checkId}'`));
    if (name !== undefined) return join(folder, name);
  }
  return `exercises/${exerciseId}`;
}
