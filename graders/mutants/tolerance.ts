import type { Json } from '../../runner/core/json.ts';
import { isList, isObject } from './json.ts';

/** A JSON text written in another way that means the same, or with members that nobody asked for. */
export const rewritings: readonly { readonly name: string; readonly write: (value: Json) => string }[] = [
  { name: 'written over several lines', write: (value) => `${JSON.stringify(value, null, 2)}\n` },
  { name: 'members in another order', write: (value) => JSON.stringify(deeply(value, (entries) => entries.toReversed())) },
  { name: 'members that nobody asked for', write: (value) => JSON.stringify(deeply(value, (entries) => [...entries, ['kept_since', 7]])) },
  {
    name: 'numbers with a fraction of 0',
    write: (value) => outsideTexts(JSON.stringify(value), /(?<![\d.eE+-])-?\d+(?![\d.eE])/g, (found) => `${found}.0`),
  },
  { name: 'letters as \\u escapes', write: (value) => JSON.stringify(value).replace(/[^\x20-\x7e]/g, escaped) },
];

type Entries = readonly (readonly [string, Json])[];

function deeply(value: Json, change: (entries: Entries) => Entries): Json {
  if (isList(value)) return value.map((item) => deeply(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(change(Object.entries(value).map(([key, member]) => [key, deeply(member, change)])));
}

function outsideTexts(json: string, pattern: RegExp, replace: (found: string) => string): string {
  return json.replace(/("(?:[^"\\]|\\.)*")|([^"]+)/g, (_, text?: string, rest?: string) => text ?? (rest ?? '').replace(pattern, replace));
}

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
