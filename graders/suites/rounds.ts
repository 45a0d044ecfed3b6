const rounds = 3;

/** Asks until it was in time, three times at most: what disturbs the machine delays an answer now and then, who waits longer by its own making does so each time. */
export async function roundsUntil<Round>(
  ask: () => Promise<Round>,
  isInTime: (seen: readonly Round[]) => boolean,
): Promise<readonly Round[]> {
  const seen = [await ask()];
  while (seen.length < rounds && !isInTime(seen)) seen.push(await ask());
  return seen;
}
