import type { Answer } from '../../../runner/core/answer.ts';
import type { Survivor } from '../../../runner/core/check.ts';
import type { Finding } from '../../../runner/core/finding.ts';
import { body, field, parsed } from '../../judge/body.ts';
import { holds } from '../../judge/equal.ts';
import * as z from '../../judge/shape.ts';
import { status } from '../../judge/status.ts';

const message = z.string().check(z.minLength(1));
const faultList = z.array(z.object({ field: z.string(), message }));
const Refusal = z.object({ error: z.object({ code: z.literal('validation_failed'), message, faults: faultList }) });

/** Defects that a list of faults may have. */
export const anyFaults: readonly Survivor[] = [
  { mutant: '*message: another text', because: 'the words of a message are open' },
  { mutant: '*faults: the first twice', because: 'a field may have more than one fault' },
];
/** The same where there are faults of several fields. */
export const inAnyOrder: Survivor = { mutant: '*faults: in reverse', because: 'faults come in any order' };

/** The answer is 422, with the faults of these fields and of no other. */
export function faults(answer: Answer, fields: readonly string[]): Finding | undefined {
  const wanted = fields.map((name) => `{"field": "${name}", "message": <a string that is not empty>}`).join(', ');
  const text = `{"error": {"code": "validation_failed", "message": <a string that is not empty>, "faults": [${wanted}]}}`;
  const list = field(field(parsed(answer), 'error'), 'faults');
  const named = new Set(Array.isArray(list) ? list.map((fault) => field(fault, 'field')) : []);
  const right = named.size === fields.length && fields.every((name) => named.has(name));
  return status(answer, 422) ?? body(answer, Refusal, text) ?? holds(right, text, JSON.stringify(parsed(answer)));
}
