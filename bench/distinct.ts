import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '../runner/core/driver.ts';
import type { Exercise } from '../runner/core/exercise.ts';
import { projectIn } from '../runner/verify/grade.ts';
import { plantProject } from '../runner/verify/plant.ts';

/** A right submission of an exercise that nobody built before: its package has a name of its own, its source a constant. */
export async function plantDistinct(exercise: Exercise, number: number, directory: string): Promise<Project> {
  await plantProject(`fixtures/${exercise.id}/solution`, directory);
  await edit(join(directory, 'Cargo.toml'), (text) => text.replace(`name = "${exercise.id}"`, `name = "submission-${number}"`));
  await edit(join(directory, 'src/main.rs'), (text) => `${text}\n// Submission ${number}.\npub const SUBMISSION: u32 = ${number};\n`);
  return projectIn(directory, exercise);
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')));
}
