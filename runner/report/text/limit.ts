import type { LimitHit } from '../../core/program.ts';
import type { Paint } from '../paint.ts';
import { labelled } from './label.ts';

/** The limits that a program ran into, a line for each. */
export function limitLines(hit: readonly LimitHit[] | undefined, paint: Paint): readonly string[] {
  return (hit ?? []).flatMap((one) => labelled('limit', words(one), paint));
}

function words(hit: LimitHit): string {
  switch (hit.kind) {
    case 'processes':
      return `the program asked for more than the ${hit.limit} processes and threads it may have, and was refused`;
  }
}
