export interface Variables {
  readonly [name: string]: string;
}

/** How an environment differs: null leaves a variable out. */
export interface Changes {
  readonly [name: string]: string | null;
}

export function changed(variables: Variables, changes: Changes): Variables {
  const all: [string, string | null][] = Object.entries({ ...variables, ...changes });
  return Object.fromEntries(all.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}
