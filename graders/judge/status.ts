import type { Answer } from '../../runner/core/answer.ts';
import type { Finding } from '../../runner/core/finding.ts';
import { field, parsed } from './body.ts';
import { outcome } from './outcome.ts';

/** The answer has one of these statuses. Carries what went wrong in transport as well. */
export function status(answer: Answer, ...right: readonly [number, ...number[]]): Finding | undefined {
  if (answer.kind === 'answer' && right.includes(answer.status)) return undefined;
  const [first, ...others] = right;
  const expected = [`status ${first}`, ...others.map((code) => `status ${code}`)] as const;
  const finding = { expected: [expected[0] ?? '', ...expected.slice(1)] as const, actual: outcome(answer) };
  const hint = knownCause(answer, first);
  return hint === undefined ? finding : { ...finding, hint };
}

function knownCause(answer: Answer, right: number): string | undefined {
  if (answer.kind === 'closed')
    return 'A handler that panics drops its connection. Look for the panic in the log; tower_http::catch_panic turns it into a 500.';
  if (answer.kind !== 'answer') return undefined;
  if (right === 201 && answer.status === 200) return 'A handler answers 200 unless it says otherwise: return (StatusCode::CREATED, …).';
  if (right === 204 && answer.status === 200) return 'Return StatusCode::NO_CONTENT and no body.';
  if (right >= 400 && answer.status === 200 && field(parsed(answer), 'error') !== undefined)
    return 'An error with status 200 is a success for every client, cache and retry. Set the status.';
  if (answer.status === 500)
    return `A 500 says that the server broke. ${right < 400 ? 'Look into the log for the panic, or the error, behind it.' : 'If the log shows a panic, mend that first; else map this case to its own status.'}`;
  return undefined;
}
