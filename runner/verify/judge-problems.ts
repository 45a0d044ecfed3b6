import { checkIdsOf, type Exercise } from '../core/exercise.ts';
import { fileOfCheck } from './agreement.ts';
import type { JudgeProof } from './judges.ts';
import type { Problem } from './problem.ts';
import { type Graded, mistakesIn } from './verify.ts';

const shownMutants = 12;

/** What a judge should have found and did not, and the other way round. */
export function judgeProblems(exercise: Exercise, proof: JudgeProof): readonly Problem[] {
  const of = (mutants: readonly string[], what: string, next: string): readonly Problem[] =>
    mutants.length === 0
      ? []
      : [{ file: fileOfCheck(exercise.id, proof.checkId), what: `${proof.checkId} ${what}:\n${listed(mutants)}`, next }];
  return [
    ...of(proof.broke, 'has a judge that throws on evidence a server can cause', 'let it return a finding instead'),
    ...of(proof.survivors, 'does not find these defects', 'let the judge look there, or say in "survives" why it is right not to'),
    ...of(proof.stale, 'gives reasons for survivors of which there are none', 'take them out of "survives"'),
    ...of(proof.intolerant, 'finds fault with what HTTP leaves open', 'let the judge accept it'),
  ];
}

/** Checks that no compiled mistake fails. */
export function unfailedChecks(exercise: Exercise, graded: readonly Graded[]): readonly Problem[] {
  const failed = new Set(mistakesIn(graded).flatMap((one) => [...one.failed, ...one.inconclusive]));
  const never = checkIdsOf(exercise).filter((id) => !failed.has(id));
  return never.map((id) => ({
    file: fileOfCheck(exercise.id, id),
    what: `no mistake fails ${id}`,
    next: `write fixtures/${exercise.id}/mistakes/<name>.patch that does (CONTRIBUTING.md)`,
  }));
}

function listed(names: readonly string[]): string {
  const more = names.length - shownMutants;
  return [...names.slice(0, shownMutants), ...(more > 0 ? [`and ${more} more`] : [])].map((name) => `  ${name}`).join('\n');
}
