import { readFile, writeFile } from 'node:fs/promises';
import type { Exercise } from '../core/exercise.ts';
import { packFile } from '../project/pack-files.ts';
import { writeSpec } from './write.ts';

/** Where the spec of an exercise is. */
export function specPath(exerciseId: string): string {
  return packFile('exercises', exerciseId, 'README.md');
}

/** Brings the README of an exercise up to its code; true if that changed anything. */
export async function updateSpec(exercise: Exercise): Promise<boolean> {
  const path = specPath(exercise.id);
  const before = await readFile(path, 'utf8');
  const after = writeSpec(before, exercise);
  if (after === before) return false;
  await writeFile(path, after);
  return true;
}
