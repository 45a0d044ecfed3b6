import { expect, test } from 'vitest';
import { closest } from './closest.ts';

const exercises = ['week1-hello-api', 'week2-task-api', 'async-week2-echo-server'];
const commands = ['check', 'run', 'list', 'spec', 'start', 'images', 'doctor'];

test.each([
  ['week1-hello-ap', 'week1-hello-api'],
  ['wek1-hello-api', 'week1-hello-api'],
  ['wek1-hello', 'week1-hello-api'],
  ['week2', 'week2-task-api'],
  ['echo', 'async-week2-echo-server'],
  ['WEEK2-TASK', 'week2-task-api'],
])('%s is near to %s', (word, meant) => {
  expect(closest(word, exercises)).toBe(meant);
});

test.each([
  ['chekc', 'check'],
  ['strat', 'start'],
  ['lst', 'list'],
])('%s is near to the command %s', (word, meant) => {
  expect(closest(word, commands)).toBe(meant);
});

test.each(['', 'zzz', 'frobnicate', 'rust-service'])('"%s" is near to none', (word) => {
  expect(closest(word, exercises)).toBeUndefined();
});

test('there is nothing near where there is nothing', () => {
  expect(closest('check', [])).toBeUndefined();
});
