import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { HuntedRun } from './hunt.ts';
import { keepRun, readJournal } from './journal.ts';

test('a figure that never ended is read as it was kept', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kata-journal-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'hunt.jsonl');
  const measures = [Number.POSITIVE_INFINITY, 12.5].map(
    (value) => ({ name: 'slowest', value, limit: 20, right: 'below', unit: 'ms' }) as const,
  );
  const run: HuntedRun = {
    exercise: 'x',
    variant: 'y',
    run: 1,
    seed: 1,
    load: 6,
    checks: [{ id: 'z', kind: 'time', status: 'fail', measures }],
  };
  await keepRun(path, run);
  expect(await readJournal(path)).toEqual([run]);
});
