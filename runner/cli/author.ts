import { knownIds, loadExercises } from '../../exercises/index.ts';
import { specPath, updateSpec } from '../spec/files.ts';

// For authors of exercises: `npm run spec` writes what the code says into the marked places of each spec.
for (const exercise of await loadExercises(knownIds)) {
  try {
    const changed = await updateSpec(exercise);
    process.stdout.write(`${exercise.id}: ${changed ? 'written' : 'up to date'}\n`);
  } catch (error) {
    process.stderr.write(`${specPath(exercise.id)}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
