import { type Answer, type Finding, jsonType, refusedWith, status } from '#graders';

/** The answer is 404 with the body of an error. */
export function notFound(answer: Answer): Finding | undefined {
  return status(answer, 404) ?? jsonType(answer) ?? refusedWith(answer, 404, 'not_found');
}
