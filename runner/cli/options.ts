import { InvalidArgumentError, type Option } from 'commander';
import type { Changes } from '../core/environment.ts';
import { type Kind, kinds } from '../verify/kind.ts';

/** `a,b` as a list, which is not empty. */
export function list(value: string): readonly string[] {
  const items = value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  if (items.length === 0) throw new InvalidArgumentError('Name at least one.');
  return items;
}

export function seed(value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new InvalidArgumentError('A seed is a whole number, as an earlier report printed it.');
  return Number(value);
}

export function port(value: string): number {
  const number = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > 65_535) throw new InvalidArgumentError('A port is a number from 1 to 65535.');
  return number;
}

/** `NAME=value`, or `NAME` for a variable that is left out, put to those that came before. */
export function variable(value: string, others: Changes): Changes {
  const at = value.indexOf('=');
  if (/^[A-Z_][A-Z0-9_]*$/.test(value)) return { ...others, [value]: null };
  if (at < 1) throw new InvalidArgumentError('Write it as NAME=value, or NAME to leave a variable out.');
  return { ...others, [value.slice(0, at)]: value.slice(at + 1) };
}

/** What the help says about an option: its choices and its default, where there is something to say. */
export function optionText({ description, argChoices, defaultValue }: Option): string {
  const notes = [
    ...(argChoices === undefined ? [] : [argChoices.join(', ')]),
    ...(typeof defaultValue === 'string' || typeof defaultValue === 'number' ? [`default: ${defaultValue}`] : []),
  ];
  return notes.length === 0 ? description : `${description} (${notes.join('; ')})`;
}

export function count(value: string): number {
  if (!/^[1-9]\d{0,5}$/.test(value)) throw new InvalidArgumentError('A number from 1 to 999999.');
  return Number(value);
}

/** A part of a list: every `of`th item, from `from` on, counted from 1. */
export interface Shard {
  readonly from: number;
  readonly of: number;
}

/** `2/3` as a shard. */
export function shard(value: string): Shard {
  const [from = 0, of = 0] = /^\d{1,3}\/\d{1,3}$/.test(value) ? value.split('/').map(Number) : [];
  if (from < 1 || from > of) throw new InvalidArgumentError('Write it as 1/2, 2/2 and the like.');
  return { from, of };
}

export function kindList(value: string): readonly Kind[] {
  return list(value).map((name) => {
    const kind = kinds.find((one) => one === name);
    if (kind === undefined) throw new InvalidArgumentError(`${name} is none of ${kinds.join(', ')}.`);
    return kind;
  });
}
