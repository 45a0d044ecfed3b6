import { expect, test } from 'vitest';
import { createLines } from './lines.ts';

test('lines come whole, however they were cut on the way', () => {
  expect(linesOf('one\ntw', 'o\r\nthr', 'ee\rfour')).toEqual(['one', 'two', 'three', 'four']);
});

test('of a line without an end the beginning is kept', () => {
  expect(linesOf('0123456', '789abcdef', 'ghi\nnext')).toEqual(['0123456789', 'next']);
});

function linesOf(...pieces: readonly string[]): readonly string[] {
  const taken: string[] = [];
  const lines = createLines(10, (line) => taken.push(line));
  for (const piece of pieces) lines.push(piece);
  lines.end();
  return taken;
}
