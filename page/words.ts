import type { Outcome } from '../runner/batch/result.ts';
import type { Verdict } from '../runner/core/verdict.ts';

export const outcomes: { readonly [outcome in Outcome]: string } = {
  passed: 'passed',
  failed: 'not passed',
  'not-built': 'did not build',
  'not-booted': 'did not boot',
  refused: 'could not be taken',
};

export const statuses: { readonly [status in Verdict['status']]: string } = {
  pass: 'passed',
  fail: 'failed',
  blocked: 'waits for a check that failed',
  inconclusive: 'not judged',
  error: 'broke',
};

export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
