import type { Proof } from '../proof.ts';
import { figuresOf } from './figures.ts';
import { type Cell, matrixOf } from './matrix.ts';

const signs: { readonly [cell in Cell]: string } = { failed: '✗', blocked: '–', missed: '**missed**', unnamed: '**unnamed**', passed: '' };

/** A proof as a page: figures, the kill matrix as a table, and what is to be mended. */
export function markdownProof(proof: Proof): string {
  const { mistakes, rows } = matrixOf(proof);
  const seen = figuresOf(proof);
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `# ${proof.exercise.id}`,
    '',
    `${seen.failedChecks} of ${seen.checks} checks are failed by a compiled mistake; ${seen.keysSeenBothWays} of ${seen.keys} findings were seen empty and filled. ` +
      `Of ${seen.defects} defects put into the solution’s evidence ${seen.survivors} were missed without a reason, ${seen.excused} with one.`,
    '',
    row(['check', ...mistakes.map((_, at) => String(at + 1))]),
    row(['---', ...mistakes.map(() => '---')]),
    ...rows.map(({ check, cells }) => row([check, ...cells.map((cell) => signs[cell])])),
    '',
    ...mistakes.map((name, at) => `${at + 1}. ${name}`),
    '',
    ...proof.problems.map(({ file, what, next }) => `- \`${file}\` ${what.replace(/\n/g, '\n  ')}\n  Next: ${next}`),
  ].join('\n');
}
