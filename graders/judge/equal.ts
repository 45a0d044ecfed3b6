import type { Finding } from '../../runner/core/finding.ts';
import type { Json } from '../../runner/core/json.ts';

/** Both are the same JSON value. */
export function equal(actual: Json | undefined, expected: Json): Finding | undefined {
  const [wanted, got] = [JSON.stringify(expected), actual === undefined ? 'nothing' : JSON.stringify(actual)];
  return wanted === got ? undefined : { expected: [wanted], actual: got };
}

/** The first finding of several, where there is one. */
export function first(findings: readonly (Finding | undefined)[]): Finding | undefined {
  return findings.find((finding) => finding !== undefined);
}

/** `right` holds; both sides are said in words. */
export function holds(right: boolean, expected: string, actual: string, hint?: string): Finding | undefined {
  if (right) return undefined;
  return { expected: [expected], actual, ...(hint === undefined ? {} : { hint }) };
}
