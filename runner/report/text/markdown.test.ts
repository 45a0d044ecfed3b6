import { expect, test } from 'vitest';
import { createPaint } from '../paint.ts';
import { markdownText } from './markdown.ts';

const plain = createPaint(false);
const coloured = createPaint(true);

test.each([
  ['a paragraph is wrapped', 'one two three\nfour', 'one two\nthree four\n', 10],
  ['code is never broken', 'see `GET /health` there', 'see\nGET /health\nthere\n', 12],
  ['a list item hangs', '1. one two three', '1. one two\n   three\n', 10],
  ['a paragraph of an item stays under it', '1. one\n\n   *why it is so*', '1. one\n\n   why it\n   is so\n', 10],
  ['a heading loses its marks', '## The `map`', 'The map\n', 80],
  ['a table is aligned', '| a | b |\n| --- | --- |\n| `long` | c |', '  a     b\n  long  c\n', 80],
  ['a block of code is kept', '```sh\ncurl  -s a_very_long_line\n```\nnext', '    curl  -s a_very_long_line\nnext\n', 10],
])('%s', (_, markdown, text, columns) => {
  expect(markdownText(markdown, plain, columns)).toBe(text);
});

test('headings and code are coloured, and an aside is dim', () => {
  expect(markdownText('# Title\n`code` and **strong**\n\n*aside*', coloured, 80)).toBe(
    `${coloured.bold('Title')}\n${coloured.cyan('code')} and ${coloured.bold('strong')}\n\n${coloured.dim('aside')}\n`,
  );
});
