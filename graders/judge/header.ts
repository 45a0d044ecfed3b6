import type { Answer } from '../../runner/core/answer.ts';
import type { Finding } from '../../runner/core/finding.ts';

/** The header is there and `right` says so of its value. Silent where there is no answer: `status` tells that. */
export function header(answer: Answer, name: string, expected: string, right: (value: string) => boolean): Finding | undefined {
  if (answer.kind !== 'answer') return undefined;
  const value = answer.headers[name.toLowerCase()];
  if (value !== undefined && right(value)) return undefined;
  return { expected: [`${name}: ${expected}`], actual: value === undefined ? `no ${name} header` : `${name}: ${value}` };
}

/** `content-type: application/json`, with or without parameters. */
export function jsonType(answer: Answer): Finding | undefined {
  return header(answer, 'content-type', 'application/json', (value) => /^application\/json\s*(;|$)/i.test(value));
}

/** `Allow` names at least these methods, in any order. */
export function allows(answer: Answer, methods: readonly string[]): Finding | undefined {
  const named = (value: string) =>
    value
      .toUpperCase()
      .split(',')
      .map((method) => method.trim());
  return header(answer, 'allow', methods.join(', '), (value) => methods.every((method) => named(value).includes(method)));
}
