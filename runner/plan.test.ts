import { expect, test } from 'vitest';
import type { Check } from './core/check.ts';
import type { Exercise } from './core/exercise.ts';
import { UsageError } from './core/fault.ts';
import { selectChecks } from './plan.ts';

const check = (id: string, needs: readonly string[] = []): Check => ({
  kind: 'probed',
  id,
  title: id,
  hint: id,
  runs: 'shared',
  needs,
  given: () => null,
  probe: async () => null,
  judge: () => ({}),
});

const exercise: Exercise = {
  id: 'tried',
  title: 'Tried',
  boot: { ready: { kind: 'tcp' }, readyTimeoutMs: 1_000, environment: [] },
  rules: [
    { id: 'one', text: 'One.', why: 'Why.', checks: [check('first'), check('second', ['first'])] },
    { id: 'two', text: 'Two.', why: 'Why.', checks: [check('third', ['second']), check('fourth')] },
  ],
};

const ids = (only?: readonly string[]) => selectChecks(exercise, only).map(({ check: { id } }) => id);

test('all checks, in the order of the exercise', () => {
  expect(ids()).toEqual(['first', 'second', 'third', 'fourth']);
});

test('a check comes with its rule and the number of that rule', () => {
  expect(selectChecks(exercise, ['fourth'])).toMatchObject([{ ruleNumber: 2, rule: { id: 'two' } }]);
});

test('what a check needs is run as well, and what that needs', () => {
  expect(ids(['third'])).toEqual(['first', 'second', 'third']);
});

test('the order is that of the exercise, and nothing is run twice', () => {
  expect(ids(['fourth', 'second', 'first'])).toEqual(['first', 'second', 'fourth']);
});

test('an unknown check is refused, with the one that may be meant', () => {
  const next = 'kata spec tried --checks lists them';
  expect(() => ids(['secnd'])).toThrow(new UsageError('tried has no check secnd; did you mean second?', next));
  expect(() => ids(['zzzzzz'])).toThrow(new UsageError('tried has no check zzzzzz', next));
});
