import { expect, test } from 'vitest';
import type { Exercise } from '../core/exercise.ts';
import { withoutMarks, writeSpec } from './write.ts';

const rule = (id: string) => ({ id, text: `The server does ${id}.`, why: `Else no ${id}.`, checks: [] });

const exercise: Exercise = {
  id: 'tried',
  title: 'Tried',
  boot: {
    ready: { kind: 'tcp' },
    readyTimeoutMs: 1_000,
    environment: [
      { name: 'PORT', meaning: 'the port' },
      { name: 'RUST_LOG', meaning: 'the filter', value: 'info' },
    ],
  },
  rules: ['a', 'b'].map(rule),
};

const readme = `# Tried

<!-- kata:rules -->
old
<!-- /kata:rules -->

Ours.

<!-- kata:environment -->
<!-- /kata:environment -->
`;

const written = `# Tried

<!-- kata:rules -->

1. The server does a.

   *Else no a.*

2. The server does b.

   *Else no b.*

<!-- /kata:rules -->

Ours.

<!-- kata:environment -->

| variable | meaning | the grader sets |
| --- | --- | --- |
| \`PORT\` | the port | chosen anew at each boot |
| \`RUST_LOG\` | the filter | \`info\` |

<!-- /kata:environment -->
`;

test('the marked places are filled, and nothing else is touched', () => {
  expect(writeSpec(readme, exercise)).toBe(written);
});

test('writing again changes nothing', () => {
  expect(writeSpec(written, exercise)).toBe(written);
});

test('why is indented under a number of two digits', () => {
  const rules = Array.from({ length: 10 }, (_, at) => rule(`r${at + 1}`));
  expect(writeSpec(readme, { ...exercise, rules })).toContain('10. The server does r10.\n\n    *Else no r10.*');
});

test.each([
  ['is missing', readme.replace('<!-- kata:rules -->', '')],
  ['is not closed', readme.replace('<!-- /kata:rules -->', '')],
  ['is there twice', readme + readme],
])('a place that %s is an error', (_, text) => {
  expect(() => writeSpec(text, exercise)).toThrow('a spec needs <!-- kata:rules --> and <!-- /kata:rules --> once each');
});

test('an exercise with a status map needs a place for it', () => {
  expect(() => writeSpec(readme, { ...exercise, statusTable: '| a |' })).toThrow('kata:status');
});

test('for reading, the marks go', () => {
  expect(withoutMarks(written)).not.toContain('kata:');
  expect(withoutMarks(written)).toContain('# Tried\n\n1. The server does a.');
  expect(withoutMarks(written)).toContain('*Else no b.*\n\nOurs.');
});
