import { existsSync } from 'node:fs';
import { packFile } from '../project/pack-files.ts';
import type { Problem } from './problem.ts';
import { type Graded, mistakesIn } from './verify.ts';

const leastMistakes = 8;
const hardCoded = 'answers-of-the-spec';

/** The mistakes that every exercise needs. */
export function wantedMistakes(exerciseId: string, graded: readonly Graded[]): readonly Problem[] {
  const names = mistakesIn(graded).map(({ variant }) => variant.name);
  const file = `fixtures/${exerciseId}/mistakes`;
  return [
    ...(names.length >= leastMistakes
      ? []
      : [
          {
            file,
            what: `has ${names.length} ${names.length === 1 ? 'mistake' : 'mistakes'}, of at least ${leastMistakes}`,
            next: 'add those that learners really make: CONTRIBUTING.md, "Add a mistake"',
          },
        ]),
    ...(names.includes(hardCoded)
      ? []
      : [{ file, what: `has no ${hardCoded}.patch`, next: 'write it: a program that knows the examples of the spec, and nothing more' }]),
  ];
}

/** What is left to do with a draft that is done. */
export function placeProblems(exerciseId: string): readonly Problem[] {
  const test = `test/exercises/${exerciseId}.test.ts`;
  return [
    ...(existsSync(packFile(test))
      ? []
      : [{ file: test, what: 'is not there', next: 'copy that of another exercise: it compares the drivers' }]),
    {
      file: 'exercises/index.ts',
      what: `has ${exerciseId} among its drafts`,
      next: 'once all else is done, move its line to where it is taught, and name it in exercises/tracks/',
    },
  ];
}
