import { type Changes, changed, type Variables } from '../core/environment.ts';
import type { Exercise } from '../core/exercise.ts';

/** All that a program finds in its environment: what the spec names, where to serve, and what differs for this boot. */
export function serverEnvironment({ boot }: Exercise, host: string, port: number, changes: Changes): Variables {
  const fixed = boot.environment.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]));
  return changed({ HOST: host, PORT: String(port), ...Object.fromEntries(fixed) }, changes);
}
