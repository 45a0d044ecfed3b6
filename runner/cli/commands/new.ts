import { newExercise } from '../../author/new.ts';
import { paintFor } from '../terminal.ts';

/** `kata new`: for authors. Makes an exercise out of the template, and says how to go on. */
export async function newCommand(id: string): Promise<void> {
  const files = await newExercise(id);
  const paint = paintFor(process.stdout);
  process.stdout.write(
    [
      `${paint.green('✓')} ${paint.bold(id)}   a draft, which no learner is shown`,
      ...files.map((file) => `    ${file}`),
      '',
      'next:',
      `    npm run kata -- verify ${id}   ${paint.dim('# says what it lacks, step by step')}`,
      '',
    ].join('\n'),
  );
}
