import type { Answer } from '../../runner/core/answer.ts';

/** An answer as a probe brings it back. */
export function answered(
  status: number,
  body = '',
  headers: { readonly [name: string]: string } = {},
): Answer & { readonly kind: 'answer' } {
  return { kind: 'answer', status, headers, body, ms: 3 };
}
