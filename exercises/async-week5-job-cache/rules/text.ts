import {
  type Answer,
  body,
  type Draw,
  type Finding,
  field,
  type Http,
  type HttpRequest,
  header,
  holds,
  json,
  jsonType,
  parsed,
  type Survivor,
  status,
  z,
} from '#graders';

/** What the grader sets where a check says nothing else. */
export const workMs = 400;

const Report = z.object({ name: z.string(), words: z.int(), computation: z.string().check(z.minLength(1)) });
const reportText = '{"name": <a string>, "words": <an integer>, "computation": <a string>}';

export const anyComputation: Survivor = { mutant: '*body.computation: another text', because: 'the server names its computations' };

export interface Text {
  readonly name: string;
  readonly text: string;
}

/** A text whose name no other check has, and which has a number of words of its own. */
export function drawText(draw: Draw, words = draw.integer(3, 12)): { readonly name: string; readonly text: string } {
  return { name: `${draw.word()}-${draw.integer(100, 999)}`, text: Array.from({ length: words }, () => draw.word()).join(' ') };
}

export function putText({ name, text }: Text): HttpRequest {
  return {
    method: 'PUT',
    path: `/texts/${name}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  };
}

export function getReport({ name }: { readonly name: string }): HttpRequest {
  return { method: 'GET', path: `/texts/${name}/report`, timeoutMs: 6_000 };
}

export async function reportOn(http: Http, text: Text): Promise<Answer> {
  await http.send(putText(text));
  return http.send(getReport(text));
}

export function wordsOf(text: string): number {
  return text.split(' ').length;
}

/** The answer is 200 with the report on this text. */
export function report(answer: Answer, { name, text }: Text): Finding | undefined {
  return (
    status(answer, 200) ?? jsonType(answer) ?? body(answer, Report, reportText) ?? inTheCheck(json(answer, { name, words: wordsOf(text) }))
  );
}

export function cached(answer: Answer, says: 'hit' | 'miss'): Finding | undefined {
  return header(answer, 'X-Cache', says, (value) => value.trim().toLowerCase() === says);
}

/** Both reports are of the same computation. */
export function sameComputation(one: Answer, other: Answer): Finding | undefined {
  return holds(computation(one) === computation(other), 'one computation for both', `${computation(one)} and ${computation(other)}`);
}

export function anotherComputation(one: Answer, other: Answer): Finding | undefined {
  return holds(computation(one) !== computation(other), 'a computation of its own', `${computation(other)}, as before`);
}

export function computation(answer: Answer): string {
  return String(field(parsed(answer), 'computation'));
}

/** The same finding, with the check's own hint: it knows more of the cause than a status does. */
export function inTheCheck(finding: Finding | undefined, hint?: string): Finding | undefined {
  if (finding === undefined) return undefined;
  const { expected, actual } = finding;
  return hint === undefined ? { expected, actual } : { expected, actual, hint };
}
