import type { Finding } from '../../runner/core/finding.ts';
import type { Json } from '../../runner/core/json.ts';
import { includes } from './body.ts';

/** Both are the same JSON value, whatever the order of keys. */
export function equal(actual: Json | undefined, expected: Json): Finding | undefined {
  if (actual === undefined) return { expected: [JSON.stringify(expected)], actual: 'nothing' };
  if (includes(actual, expected) && includes(expected, actual)) return undefined;
  return { expected: [JSON.stringify(expected)], actual: JSON.stringify(actual) };
}

/** The first finding of several, where there is one. */
export function first(findings: readonly (Finding | undefined)[]): Finding | undefined {
  return findings.find((finding) => finding !== undefined);
}

/** The first finding of several answers, and which of them it is of. */
export function firstOf<Answer>(answers: readonly Answer[], judge: (answer: Answer) => Finding | undefined): Finding | undefined {
  const findings = answers.map(judge);
  const at = findings.findIndex((finding) => finding !== undefined);
  const finding = findings[at];
  return finding && { ...finding, actual: `request ${at + 1} of ${answers.length}: ${finding.actual}` };
}

/** `right` holds; both sides are said in words. */
export function holds(right: boolean, expected: string, actual: string, hint?: string): Finding | undefined {
  if (right) return undefined;
  return { expected: [expected], actual, ...(hint === undefined ? {} : { hint }) };
}

/** The same finding, with the check's own hint: it knows more of the cause than a status does. */
export function inTheCheck(finding: Finding | undefined, hint?: string): Finding | undefined {
  if (finding === undefined) return undefined;
  const { expected, actual } = finding;
  return hint === undefined ? { expected, actual } : { expected, actual, hint };
}
