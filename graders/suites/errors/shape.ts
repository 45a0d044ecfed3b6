import type { Answer } from '../../../runner/core/answer.ts';
import type { Survivor } from '../../../runner/core/check.ts';
import type { Finding } from '../../../runner/core/finding.ts';
import { body } from '../../judge/body.ts';
import * as z from '../../judge/shape.ts';
import { status } from '../../judge/status.ts';

/** What the body of an error answer has to be, and how that is said. */
export interface ErrorShape {
  readonly shape: z.Shape;
  readonly text: string;
}

export const anyMessage: Survivor = { mutant: '*body.error.message: another text', because: 'the words of a message are open' };

/** The body of every error answer: a code for programs and a message for people. */
export function errorShape(code: string): ErrorShape {
  const error = z.object({ code: z.literal(code), message: z.string().check(z.minLength(1)) });
  return { shape: z.object({ error }), text: `{"error": {"code": "${code}", "message": <a string that is not empty>}}` };
}

/** The answer has this status, and the body of an error with this code. */
export function refusedWith(answer: Answer, rightStatus: number, code: string): Finding | undefined {
  const { shape, text } = errorShape(code);
  return status(answer, rightStatus) ?? body(answer, shape, text);
}
