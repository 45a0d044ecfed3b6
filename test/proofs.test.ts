import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { exerciseIds } from '../exercises/index.ts';
import { digestOf, proofFile } from '../runner/verify/kept-proof.ts';

test.each(exerciseIds)('%s is as it was when it was proven', async (id) => {
  const kept = JSON.parse(await readFile(resolve(proofFile(id)), 'utf8'));
  expect(kept.digest, `it has changed since; prove it anew: kata verify ${id} --update`).toBe(await digestOf(id));
});
