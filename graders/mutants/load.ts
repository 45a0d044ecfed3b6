import type { Sample } from '../../runner/core/answer.ts';
import type { Json } from '../../runner/core/json.ts';
import { isList, isObject } from './json.ts';
import { defect, type Mutation, tolerated } from './mutation.ts';

export function isLoad(value: Json): boolean {
  return isObject(value) && isList(value.samples) && isList(value.canary);
}

/** Answers that come late or not at all: all of them, or as many as a percentile must see. The canary stays as it was. */
export function loadMutations(value: Json): readonly Mutation[] {
  if (!isObject(value) || !isList(value.samples)) return [];
  const samples = value.samples as unknown as readonly Sample[];
  const changed = (share: number, change: (sample: Sample) => Sample): Json => ({
    ...value,
    samples: samples.map((sample, at) => (at < samples.length * share ? change(sample) : sample)) as unknown as Json,
  });
  const late = (sample: Sample): Sample => (sample.ok ? { ok: true, ms: sample.ms + 60_000 } : sample);
  const missing = (): Sample => ({ ok: false, why: 'status 500' });
  return [
    defect('all late', changed(1, late)),
    defect('one in ten late', changed(0.1, late)),
    defect('one in ten missing', changed(0.1, missing)),
    defect('all missing', changed(1, missing)),
    tolerated('one in fifty late', changed(0.02, late)),
  ];
}
