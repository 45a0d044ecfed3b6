import { type Answer, body, type Finding, jsonType, type Survivor, status, z } from '#graders';

export const anyMessage: Survivor = { mutant: '*body.error.message: another text', because: 'the words of a message are open' };

/** The body of every error answer. */
export function errorShape(code: string): { readonly shape: z.Shape; readonly text: string } {
  const shape = z.object({ error: z.object({ code: z.literal(code), message: z.string().check(z.minLength(1)) }) });
  return { shape, text: `{"error": {"code": "${code}", "message": <a string that is not empty>}}` };
}

/** The answer is 404 with the body of an error. */
export function notFound(answer: Answer): Finding | undefined {
  const { shape, text } = errorShape('not_found');
  return status(answer, 404) ?? jsonType(answer) ?? body(answer, shape, text);
}
