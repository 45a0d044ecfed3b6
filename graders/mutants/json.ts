import type { Json } from '../../runner/core/json.ts';
import { defect, different, type Mutation, within } from './mutation.ts';

type Members = { readonly [key: string]: Json };

const envelope = 'in an envelope';

/** What could be wrong with a JSON value: another value, another type, a member or an item that is missing. */
export function jsonDefects(value: Json): readonly Mutation[] {
  return different([...ownDefects(value), ...innerDefects(value, jsonDefects)], value);
}

/** Of what a probe itself put into its evidence: values of the same type, and lists that lack some. */
export function recordDefects(value: Json): readonly Mutation[] {
  if (isList(value)) {
    return different([...ownDefects(value).filter(({ name }) => name !== envelope), ...innerDefects(value, recordDefects)], value);
  }
  if (isObject(value)) return innerDefects(value, recordDefects);
  return different(ownDefects(value), value).filter((mutation) => typeof mutation.value === typeof value);
}

/** The mutations that `mutate` finds in the members or items of a value. */
export function innerDefects(value: Json, mutate: (part: Json) => readonly Mutation[]): readonly Mutation[] {
  if (isList(value)) {
    return someOf(value).flatMap((at) => within(`[${at}]`, mutate(value[at] ?? null), (part) => value.with(at, part)));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => within(`.${key}`, mutate(member), (part) => ({ ...value, [key]: part })));
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json | undefined): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ownDefects(value: Json): readonly Mutation[] {
  if (value === null) return [defect('a value', 'something')];
  switch (typeof value) {
    case 'string':
      return [defect('another text', `${value}x`), defect('no text', ''), defect('a number', 7)];
    case 'number':
      return [defect('one more', value + 1), defect('far off', value * 10 + 7), defect('as text', String(value)), defect('null', null)];
    case 'boolean':
      return [defect('the opposite', !value), defect('as text', String(value))];
    default:
      return isList(value) ? listDefects(value) : isObject(value) ? objectDefects(value) : [];
  }
}

function listDefects(list: readonly Json[]): readonly Mutation[] {
  const [first = null] = list;
  return [
    defect(envelope, { items: list }),
    defect('no items', []),
    defect('the first lost', list.slice(1)),
    defect('the last lost', list.slice(0, -1)),
    defect('the first twice', list.length === 0 ? [] : [first, ...list]),
    defect('in reverse', list.toReversed()),
  ];
}

function objectDefects(members: Members): readonly Mutation[] {
  const keys = Object.keys(members);
  return [
    defect(envelope, { data: members }),
    ...keys.map((key) => defect(`.${key}: missing`, Object.fromEntries(Object.entries(members).filter(([name]) => name !== key)))),
  ];
}

/** Of a long list its ends and its middle stand for the rest. */
function someOf(list: readonly Json[]): readonly number[] {
  const last = list.length - 1;
  const places = list.length <= 4 ? [...list.keys()] : [0, Math.floor(last / 2), last];
  return places;
}
