/** Text that stands some times in a row. */
export interface Run {
  readonly text: string;
  readonly times: number;
}

const longestUnit = 16;
const leastTimes = 32;
const runOf = new RegExp(`(.{1,${longestUnit}}?)\\1{${leastTimes - 1},}`, 'gs');

/** A text as what is repeated in it and what stands in between; undefined where that is hardly shorter. */
export function runsIn(text: string, mostCharacters: number): readonly Run[] | undefined {
  const runs: Run[] = [];
  let end = 0;
  for (const { 0: whole, 1: unit = '', index } of text.matchAll(runOf)) {
    if (index > end) runs.push({ text: text.slice(end, index), times: 1 });
    runs.push({ text: unit, times: whole.length / unit.length });
    end = index + whole.length;
  }
  if (end < text.length) runs.push({ text: text.slice(end), times: 1 });
  const characters = runs.reduce((sum, run) => sum + run.text.length, 0);
  return characters > mostCharacters ? undefined : runs;
}
