import { expect, test } from 'vitest';
import { type Run, runsIn } from './runs.ts';

test.each<[string, string, readonly Run[] | undefined]>([
  ['what stands around a run', `{"a":"${'ab '.repeat(40)}a"}`, [once('{"a":"'), { text: 'ab ', times: 40 }, once('a"}')]],
  [
    'one run after another',
    `${'['.repeat(50)}${']'.repeat(60)}`,
    [
      { text: '[', times: 50 },
      { text: ']', times: 60 },
    ],
  ],
  ['characters of several bytes', `x${'😀'.repeat(32)}`, [once('x'), { text: '😀', times: 32 }]],
  ['what is repeated too seldom', 'ab'.repeat(20), [once('ab'.repeat(20))]],
  ['what is too long all the same', Array.from({ length: 60 }, (_, at) => String(at)).join(), undefined],
])('%s', (_, text, runs) => {
  expect(runsIn(text, 100)).toEqual(runs);
});

function once(text: string): Run {
  return { text, times: 1 };
}
