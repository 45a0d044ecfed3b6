import type { Paint } from '../../report/paint.ts';
import { safe } from '../../report/safe.ts';
import type { Problem } from '../problem.ts';
import type { Proof, Step } from '../proof.ts';
import { figuresOf } from './figures.ts';
import { type Cell, type Matrix, matrixOf } from './matrix.ts';

const signs: { readonly [cell in Cell]: string } = { failed: '✗', blocked: '-', missed: '!', unnamed: '!', passed: '·' };

/** A proof for a terminal: the kill matrix, its figures, and what is to be mended. */
export function textProof(proof: Proof, paint: Paint): string {
  const matrix = matrixOf(proof);
  return [
    `${paint.bold(proof.exercise.id)}  ${proof.exercise.title}\n`,
    ...(matrix.mistakes.length === 0 ? [] : [drawn(matrix, paint)]),
    figures(proof),
    ...(proof.isDraft ? [steps(proof, paint)] : []),
    ...(proof.isDraft ? (nextStep(proof)?.problems ?? []) : proof.problems).map((problem) => told(problem, paint)),
    conclusion(proof, paint),
  ].join('\n');
}

function drawn({ mistakes, rows }: Matrix, paint: Paint): string {
  const width = Math.max(...rows.map(({ check }) => check.length));
  const digits = [(at: number) => (at > 9 ? String(Math.floor(at / 10)) : ' '), (at: number) => String(at % 10)];
  const heads = digits.map((digit) => `  ${' '.repeat(width)}  ${mistakes.map((_, at) => digit(at + 1)).join('')}`);
  const cell = (seen: Cell) =>
    seen === 'passed' || seen === 'blocked' ? paint.dim(signs[seen]) : seen === 'failed' ? signs[seen] : paint.red(signs[seen]);
  const lines = rows.map(({ check, cells }) => {
    const never = cells.every((seen) => seen !== 'failed');
    return `  ${never ? paint.red(check.padEnd(width)) : check.padEnd(width)}  ${cells.map(cell).join('')}`;
  });
  const legend = mistakes.map((name, at) => `  ${String(at + 1).padStart(2)} ${name}`);
  const key = `  ${signs.failed} fails, as it names   ${signs.blocked} blocked   ${signs.missed} not as it names`;
  return [...heads, ...lines, '', ...inColumns(legend), key, ''].join('\n');
}

/** Two columns, read downwards. */
function inColumns(cells: readonly string[]): readonly string[] {
  const half = Math.ceil(cells.length / 2);
  const width = Math.max(...cells.map((cell) => cell.length)) + 2;
  return Array.from({ length: half }, (_, at) => `${(cells[at] ?? '').padEnd(width)}${cells[half + at] ?? ''}`.trimEnd());
}

function figures(proof: Proof): string {
  const seen = figuresOf(proof);
  const rows: readonly (readonly [string, string])[] = [
    ['checks', `${seen.failedChecks} of ${seen.checks} are failed by one of ${seen.mistakes} compiled mistakes`],
    [
      'defects',
      `${seen.defects} in the solution’s evidence: ${seen.defects - seen.survivors - seen.excused} found, ${seen.excused} left for a reason, ${seen.survivors} for none`,
    ],
    ['tolerated', `${seen.tolerated} other ways to say the same`],
    ['findings', `${seen.keysSeenBothWays} of ${seen.keys} seen empty and filled`],
  ];
  return rows.map(([name, text]) => `  ${name.padEnd(10)} ${text}\n`).join('');
}

const meanings: { readonly [name in Step['name']]: string } = {
  spec: 'says what to build, as the code does',
  solution: 'passes, formatted and without warnings',
  starter: 'compiles, boots and fails',
  judges: 'find every defect in the solution’s evidence',
  mistakes: 'each fails just what it names',
  checks: 'each is failed by a mistake, each finding was filled',
  reports: 'are kept, as learners read them',
  place: 'in the pack and in a roadmap',
};

function steps(proof: Proof, paint: Paint): string {
  const next = nextStep(proof);
  const lines = proof.steps.map((step) => {
    const sign = step.problems.length === 0 ? paint.green('✓') : step === next ? paint.yellow('→') : ' ';
    return `  ${sign} ${step.name.padEnd(9)} ${paint.dim(meanings[step.name])}\n`;
  });
  return lines.join('');
}

/** The first that is not done. */
function nextStep(proof: Proof): Step | undefined {
  return proof.steps.find(({ problems }) => problems.length > 0);
}

function told({ file, what, next }: Problem, paint: Paint): string {
  const text = what.split('\n').map(safe).join('\n    ');
  return `${paint.red('✗')} ${paint.bold(file)}\n    ${text}\n    next: ${next}\n`;
}

function conclusion(proof: Proof, paint: Paint): string {
  const { exercise, problems, inconclusive } = proof;
  const next = nextStep(proof);
  if (proof.isDraft && next !== undefined) {
    const done = proof.steps.filter((step) => step.problems.length === 0).length;
    return `${paint.yellow('○')} ${exercise.id}: a draft, ${done} of ${proof.steps.length} steps done; next: ${next.name}\n`;
  }
  if (problems.length > 0)
    return `${paint.red('✗')} ${exercise.id}: ${problems.length} ${problems.length === 1 ? 'thing' : 'things'} to mend\n`;
  if (inconclusive.length > 0)
    return `${paint.yellow('?')} ${exercise.id}: the machine was too busy for ${inconclusive.join(', ')}; run it again\n`;
  return `${paint.green('✓')} ${exercise.id}: proven\n`;
}
