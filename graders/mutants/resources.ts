import type { Json } from '../../runner/core/json.ts';
import { isList, isObject } from './json.ts';
import { defect, type Mutation, tolerated } from './mutation.ts';

const mebibyte = 1_024 * 1_024;

/** What a program used before and after something. */
export function isUse(value: Json): boolean {
  return isObject(value) && isObject(value.before) && isObject(value.after) && 'cpuMs' in value.before;
}

/** Much more CPU time or memory; a little more is the machine's. */
export function useMutations(value: Json): readonly Mutation[] {
  if (!isObject(value) || !isObject(value.after)) return [];
  const { after } = value;
  const grown = (name: string, by: number): Json => ({ ...value, after: { ...after, [name]: Number(after[name]) + by } });
  return [
    defect('busy', grown('cpuMs', 60_000)),
    defect('memory grown', grown('peakBytes', 1_024 * mebibyte)),
    ...('answered' in value ? [defect('not answered', { ...value, answered: false })] : []),
    tolerated('a little busier', grown('cpuMs', 0.5)),
    tolerated('a little more memory', grown('peakBytes', mebibyte / 4)),
  ];
}

/** What a server made of more than it can take. */
export function isSaturation(value: Json): boolean {
  return isObject(value) && typeof value.answered === 'number' && isList(value.lost);
}

export function saturationMutations(value: Json): readonly Mutation[] {
  if (!isObject(value)) return [];
  return [
    defect('some lost', { ...value, lost: [{ why: 'status 503', count: 3 }] }),
    defect('none answered', { ...value, answered: 0 }),
    tolerated('slower', { ...value, answered: Math.ceil(Number(value.answered) / 2), perSecond: Number(value.perSecond) / 2 }),
  ];
}
