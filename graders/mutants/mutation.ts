import type { Json } from '../../runner/core/json.ts';

/**
 * Evidence that was changed in one place. A `defect` is what a wrong server could have caused, and some
 * judge must find it; a `tolerated` change is what HTTP leaves open, and no judge may.
 */
export interface Mutation {
  /** The place, as a path into the evidence, and what was done there. */
  readonly name: string;
  readonly kind: 'defect' | 'tolerated';
  readonly value: Json;
}

export function defect(name: string, value: Json): Mutation {
  return { name, kind: 'defect', value };
}

export function tolerated(name: string, value: Json): Mutation {
  return { name, kind: 'tolerated', value };
}

/** The mutations of a part as mutations of the whole that holds it at `place`. */
export function within(place: string, mutations: readonly Mutation[], whole: (part: Json) => Json): readonly Mutation[] {
  return mutations.map(({ name, kind, value }) => ({
    name: /^[.[]/.test(name) ? `${place}${name}` : `${place}: ${name}`,
    kind,
    value: whole(value),
  }));
}

/** Those that are not what they came from. */
export function different(mutations: readonly Mutation[], from: Json): readonly Mutation[] {
  const before = JSON.stringify(from);
  return mutations.filter(({ value }) => JSON.stringify(value) !== before);
}
