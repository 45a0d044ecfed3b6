import type { Answer } from '../../../runner/core/answer.ts';
import type { Finding } from '../../../runner/core/finding.ts';
import { body } from '../../judge/body.ts';
import * as z from '../../judge/shape.ts';
import { status } from '../../judge/status.ts';
import { type ErrorShape, errorShape } from './shape.ts';

const message = z.string().check(z.minLength(1));
const aboutField = z.object({ code: z.literal('validation_failed'), message, field: z.nullish(z.string()) });

/** An error answer of which only `validation_failed` may name a field; null is as good as none. */
export function fieldErrorShape(code: string): ErrorShape {
  const error = code === 'validation_failed' ? aboutField : z.object({ code: z.literal(code), message, field: z.optional(z.nullValue()) });
  return { shape: z.object({ error }), text: errorShape(code).text };
}

/** The answer is 422 and its body names the field that is wrong. */
export function refusedField(answer: Answer, field: string): Finding | undefined {
  const shape = z.object({ error: z.extend(aboutField, { field: z.literal(field) }) });
  const text = `{"error": {"code": "validation_failed", "message": <a string that is not empty>, "field": "${field}"}}`;
  return status(answer, 422) ?? body(answer, shape, text);
}
