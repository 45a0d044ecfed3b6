import { type Answer, body, type Finding, type Survivor, status, z } from '#graders';

const message = z.string().check(z.minLength(1));
const aboutField = z.object({ code: z.literal('validation_failed'), message, field: z.nullish(z.string()) });

export const anyMessage: Survivor = { mutant: '*body.error.message: another text', because: 'the words of a message are open' };

/** The body of every error answer. Only `validation_failed` may name a field; null is as good as none. */
export function errorShape(code: string): { readonly shape: z.Shape; readonly text: string } {
  const error = code === 'validation_failed' ? aboutField : z.object({ code: z.literal(code), message, field: z.optional(z.nullValue()) });
  return { shape: z.object({ error }), text: `{"error": {"code": "${code}", "message": <a string that is not empty>}}` };
}

/** The answer is 422 and its body names the field that is wrong. */
export function refused(answer: Answer, field: 'title' | 'priority'): Finding | undefined {
  return status(answer, 422) ?? namesField(answer, field);
}

function namesField(answer: Answer, field: string): Finding | undefined {
  const shape = z.object({ error: z.extend(aboutField, { field: z.literal(field) }) });
  return body(answer, shape, `{"error": {"code": "validation_failed", "message": <a string that is not empty>, "field": "${field}"}}`);
}
