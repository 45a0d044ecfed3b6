import type { Proof } from '../proof.ts';
import { figuresOf } from './figures.ts';
import { matrixOf } from './matrix.ts';

const version = 1;

/** Proofs as one JSON document. */
export function jsonProofs(proofs: readonly Proof[]): string {
  const exercises = proofs.map((proof) => ({
    exercise: proof.exercise.id,
    draft: proof.isDraft,
    proven: proof.problems.length === 0 && proof.inconclusive.length === 0,
    figures: figuresOf(proof),
    matrix: matrixOf(proof),
    steps: proof.steps.map(({ name, problems }) => ({ name, done: problems.length === 0 })),
    problems: proof.problems,
    inconclusive: proof.inconclusive,
  }));
  return `${JSON.stringify({ version, exercises }, null, 2)}\n`;
}
