import { expect, test } from 'vitest';
import { safe, safeShort } from './safe.ts';

test('escapes that move, colour or retitle a terminal are taken out', () => {
  expect(safe('\u001b[31mred\u001b[0m \u001b[2J\u001b[1;1Hhome')).toBe('red home');
  expect(safe('\u001b]0;title\u0007text')).toBe('\\u001b]0;title\\u0007text');
});

test('control and direction characters are made visible', () => {
  expect(safe('a\u0000b\rc\u202ed')).toBe('a\\u0000b\\u000dc\\u202ed');
});

test('what a CI would obey is made visible, and nothing else with these signs is', () => {
  expect(safe('::error title=x::y\n  ::stop-commands::z\n##[error]w')).toBe(
    '\\u003a:error title=x::y\n  \\u003a:stop-commands::z\n\\u0023#[error]w',
  );
  expect(safe('## Title\nstd::thread::sleep\n#[derive(Debug)]\n:: 1')).toBe('## Title\nstd::thread::sleep\n#[derive(Debug)]\n:: 1');
});

test('words, lines, accents and emoji stay as they are', () => {
  expect(safe('Zoë said\n“hi” 🦀')).toBe('Zoë said\n“hi” 🦀');
});

test('long text is whole up to 2 kB, and what is left out is counted', () => {
  expect(safeShort('x'.repeat(2_048))).toBe('x'.repeat(2_048));
  expect(safeShort('x'.repeat(2_050))).toBe(`${'x'.repeat(2_048)}… (2 more characters)`);
});
