import type { Answer } from '../../../runner/core/answer.ts';
import type { Finding } from '../../../runner/core/finding.ts';
import { refusedWith } from '../errors/shape.ts';

/** The answer is 422 with the body of an error. */
export function refused(answer: Answer): Finding | undefined {
  return refusedWith(answer, 422, 'validation_failed');
}
