import type { Paint } from '../paint.ts';

const labelWidth = 10;

/** Text beside a label; its further lines stand below its first. */
export function labelled(name: string, text: string, paint: Paint): readonly string[] {
  const [first = '', ...rest] = text.split('\n');
  return [`    ${paint.dim(name.padEnd(labelWidth))}${first}`, ...rest.map((line) => `    ${' '.repeat(labelWidth)}${line}`)];
}
