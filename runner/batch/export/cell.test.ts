import { expect, test } from 'vitest';
import { csvOf } from './cell.ts';

test.each([
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+1', "'+1"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'  =1"],
  ['\r\n=1', '\\u000d =1'],
  ['＝1', "'＝1"],
  ['|calc', "'|calc"],
  ['a, b', '"a, b"'],
  ['two\nlines', 'two lines'],
  ['\u001b[31mred', 'red'],
  ['\u202eevil', '\\u202eevil'],
  ['a-b', 'a-b'],
])('%j is written as %s', (text, written) => {
  expect(csvOf([[text]])).toBe(`${written}\r\n`);
});

test('a number is a number, also below zero', () => {
  expect(csvOf([[1.5, -2]])).toBe('1.5,-2\r\n');
});
