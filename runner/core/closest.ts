/** The candidate that was most likely meant, if one is near enough (Levenshtein distance). */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: nearness(word, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= Math.max(2, Math.floor(word.length / 3)) ? best.candidate : undefined;
}

/** A part of a name, or its beginning with a slip in it, is near as well. */
function nearness(word: string, candidate: string): number {
  if (word.length > 2 && candidate.includes(word)) return 1;
  const row = distances(word.toLowerCase(), candidate.toLowerCase());
  const whole = row.at(-1) ?? 0;
  return word.length > 4 ? Math.min(whole, 1 + Math.min(...row)) : whole;
}

/** The distance from the word to each beginning of the candidate. */
function distances(word: string, candidate: string): readonly number[] {
  let row = Array.from({ length: candidate.length + 1 }, (_, at) => at);
  for (let i = 1; i <= word.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= candidate.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (word[i - 1] === candidate[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row;
}
