import type { Answer } from '../../../runner/core/answer.ts';
import type { Survivor } from '../../../runner/core/check.ts';
import type { Finding } from '../../../runner/core/finding.ts';
import { body } from '../../judge/body.ts';
import * as z from '../../judge/shape.ts';
import { status } from '../../judge/status.ts';

export const anyMessage: Survivor = { mutant: '*body.error.message: another text', because: 'the words of a message are open' };

/** The body of every error answer. */
export function errorShape(code: string): { readonly shape: z.Shape; readonly text: string } {
  const shape = z.object({ error: z.object({ code: z.literal(code), message: z.string().check(z.minLength(1)) }) });
  return { shape, text: `{"error": {"code": "${code}", "message": <a string that is not empty>}}` };
}

/** The answer is 422 with the body of an error. */
export function refused(answer: Answer): Finding | undefined {
  const { shape, text } = errorShape('validation_failed');
  return status(answer, 422) ?? body(answer, shape, text);
}
