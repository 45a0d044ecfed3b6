import { resolve } from 'node:path';
import { execa, type Options } from 'execa';

/** The real command line, as it is installed. */
export function kata(words: readonly string[], options: Options = {}) {
  return execa('node', [resolve('dist/kata.js'), ...words], { reject: false, ...options });
}
