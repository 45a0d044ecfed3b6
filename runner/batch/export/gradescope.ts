import { isMust } from '../../core/check.ts';
import { checksOf, type Exercise } from '../../core/exercise.ts';
import { safe } from '../../report/safe.ts';
import type { Awarded } from '../award/award.ts';
import type { Policy } from '../award/policy.ts';
import { hasRun, type Result } from '../result.ts';

/** Gradescope's `results.json` for one submission (Gradescope, Autograder Specifications): a point for each check. */
export function gradescopeExport(exercise: Exercise, result: Result, { awarded, because }: Awarded, { visibilityOf }: Policy): string {
  const { checks, text, failures } = result;
  const status = new Map(checks.map((check) => [check.id, check.status]));
  const numbers = new Map(exercise.rules.flatMap(({ checks }, rule) => checks.map(({ id }, at) => [id, `${rule + 1}.${at + 1}`])));
  const tests = checksOf(exercise).map((check) => {
    const { id, title } = check;
    const most = isMust(check) ? 1 : 0;
    const passed = status.get(id) === 'pass';
    return {
      score: passed ? most : 0,
      max_score: most,
      status: passed ? 'passed' : 'failed',
      name: title,
      name_format: 'text',
      number: numbers.get(id),
      output: failures[id] === undefined ? waiting(status.get(id)) : safe(failures[id]),
      output_format: 'text',
      visibility: visibilityOf(id),
    };
  });
  const document = {
    // It counts in the place of the tests' sum.
    score: awarded,
    output: hasRun(result) ? because.join('\n') : safe(text),
    output_format: 'text',
    visibility: 'visible',
    stdout_visibility: 'hidden',
    tests,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function waiting(status: string | undefined): string {
  if (status === 'blocked') return 'Waits for a check that failed.';
  return status === undefined ? 'Not looked at: the program did not run.' : '';
}
