import type { Answer } from '../../runner/core/answer.ts';
import type { Finding } from '../../runner/core/finding.ts';
import type { Json } from '../../runner/core/json.ts';
import { type Shape, safeParse } from './shape.ts';

/** The body is JSON that fits `shape`. Fields that the shape does not name are welcome. */
export function body(answer: Answer, shape: Shape, expected: string): Finding | undefined {
  if (answer.kind !== 'answer') return undefined;
  const json = parsed(answer);
  if (json === undefined) return { expected: [expected], actual: notJson(answer.body) };
  const seen = safeParse(shape, json);
  if (seen.success) return undefined;
  const [issue] = seen.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? '' : `  (at ${issue.path.join('.')})`;
  return { expected: [expected], actual: `${JSON.stringify(json)}${place}` };
}

/** The body is JSON and has at least these values; objects may have more fields, arrays not more items. */
export function json(answer: Answer, expected: Json): Finding | undefined {
  if (answer.kind !== 'answer') return undefined;
  const actual = parsed(answer);
  if (actual === undefined) return { expected: [JSON.stringify(expected)], actual: notJson(answer.body) };
  return includes(actual, expected) ? undefined : { expected: [JSON.stringify(expected)], actual: JSON.stringify(actual) };
}

/** The answer's body as JSON; undefined if it is none. */
export function parsed(answer: Answer): Json | undefined {
  if (answer.kind !== 'answer') return undefined;
  try {
    return JSON.parse(answer.body) as Json;
  } catch {
    return undefined;
  }
}

/** A member of a JSON object; undefined where there is none. */
export function field(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as { readonly [key: string]: Json })[name]
    : undefined;
}

export function includes(actual: Json | undefined, expected: Json): boolean {
  if (Array.isArray(expected)) {
    return Array.isArray(actual) && actual.length === expected.length && expected.every((item, at) => includes(actual[at], item));
  }
  if (typeof expected === 'object' && expected !== null) {
    return Object.entries(expected).every(([name, value]) => includes(field(actual, name), value));
  }
  return actual === expected;
}

function notJson(text: string): string {
  return text === '' ? 'an empty body' : `not JSON: ${text}`;
}
