import type { Json } from '../../runner/core/json.ts';
import { isList, isObject } from './json.ts';
import { defect, type Mutation } from './mutation.ts';

export function isRun(value: Json): boolean {
  return isObject(value) && isList(value.passedOnlyAlone);
}

/** A check that passed only alone, and a server that ended under the checks. */
export function runMutations(value: Json): readonly Mutation[] {
  if (!isObject(value)) return [];
  return [
    defect('a check passed only alone', { ...value, passedOnlyAlone: ['answers-health'] }),
    defect('a check passed only alone, and the server ended', { passedOnlyAlone: ['answers-health'], sharedServerEnded: 'exit code 101' }),
  ];
}
