import type { Json } from '../../runner/core/json.ts';
import { answerMutations, isAnswer } from './answer.ts';
import { innerDefects, isList, isObject, recordDefects } from './json.ts';
import { isLoad, loadMutations } from './load.ts';
import type { Mutation } from './mutation.ts';
import { exitMutations, isExit, isLog, isRefusal, logMutations, refusalMutations } from './process.ts';
import { isSaturation, isUse, saturationMutations, useMutations } from './resources.ts';
import { isRun, runMutations } from './run.ts';
import { datagramMutations, endMutations, isDatagram, isEnd, isStream, streamMutations } from './stream.ts';

export type { Mutation } from './mutation.ts';

/** Each type of the vocabulary knows itself and what can be wrong with it; the first that fits counts. */
const types: readonly { readonly is: (value: Json) => boolean; readonly mutate: (value: Json) => readonly Mutation[] }[] = [
  { is: isUse, mutate: useMutations },
  { is: isSaturation, mutate: saturationMutations },
  { is: isRun, mutate: runMutations },
  { is: isLoad, mutate: loadMutations },
  { is: isStream, mutate: streamMutations },
  { is: isDatagram, mutate: datagramMutations },
  { is: isAnswer, mutate: answerMutations },
  { is: isExit, mutate: exitMutations },
  { is: isRefusal, mutate: refusalMutations },
  { is: isEnd, mutate: endMutations },
  { is: isLog, mutate: logMutations },
];

/** All mutations of a probe's evidence: those of the vocabulary's types, wherever they are in it, and of plain JSON. */
export function mutationsOf(evidence: Json): readonly Mutation[] {
  const type = types.find(({ is }) => is(evidence));
  if (type !== undefined) return type.mutate(evidence);
  if (holdsTypes(evidence)) return innerDefects(evidence, mutationsOf);
  return recordDefects(evidence);
}

/** What a probe put together itself has the shape that it gave it: only its parts are the server's. */
function holdsTypes(value: Json): boolean {
  const parts = isList(value) ? value : isObject(value) ? Object.values(value) : [];
  return parts.some((part) => types.some(({ is }) => is(part)) || holdsTypes(part));
}
