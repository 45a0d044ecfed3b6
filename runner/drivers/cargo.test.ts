import { expect, test } from 'vitest';
import type { BuildProgress } from '../core/driver.ts';
import { createCargoWords } from './cargo.ts';

test('errors are kept whole, status lines and the bar become progress, wherever the text is cut', () => {
  const said =
    '    Blocking waiting for file lock on package cache\n   Compiling tokio v1.48.0\n' +
    '    Building [=====>      ] 12/88: tokio, hyper\r    Building [======>     ] 13/88: hyper\r' +
    'error[E0308]: mismatched types\n --> src/main.rs:2:5\n\nerror: could not compile `a` (bin "a") due to 1 previous error\n';
  const progress: BuildProgress[] = [];
  const words = createCargoWords((one) => progress.push(one));
  for (const character of said) words.take(character);
  expect(words.words()).toBe(
    'error[E0308]: mismatched types\n --> src/main.rs:2:5\n\nerror: could not compile `a` (bin "a") due to 1 previous error',
  );
  expect(progress.at(-1)).toEqual({ kind: 'crates', done: 13, total: 88, name: 'hyper' });
  expect(progress).toContainEqual({ kind: 'crates', done: 0, total: undefined, name: 'tokio' });
});
