import type { Exercise } from '../core/exercise.ts';

export interface Variables {
  readonly [name: string]: string;
}

/** All that a program finds in its environment: what the spec names, where to serve, and what differs for this boot. */
export function serverEnvironment({ boot }: Exercise, host: string, port: number, changes: Variables): Variables {
  const fixed = boot.environment.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]));
  return { HOST: host, PORT: String(port), ...Object.fromEntries(fixed), ...changes };
}
