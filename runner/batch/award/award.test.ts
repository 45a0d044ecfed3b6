import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Summary } from '../result.ts';
import { award } from './award.ts';
import { assertAllKnown, readOverrides } from './overrides.ts';
import { readPolicy } from './policy.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kata-award-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const late: Summary = {
  ...{ version: 1, id: 'ann', name: 'Ann', isLate: true, exercise: 'x', key: '', outcome: 'failed' },
  points: { earned: 7, of: 9 },
  checks: [],
};

test('who is late loses so many percent, to two digits', () => {
  expect(award(late, undefined, { latePercent: 15 })).toMatchObject({ awarded: 5.95, because: ['late: 15 % taken off 7'] });
  expect(award({ ...late, isLate: false }, undefined, { latePercent: 15 })).toMatchObject({ awarded: 7, because: [] });
  expect(award({ ...late, points: { earned: 9, of: 9 } }, undefined, { latePercent: 0 })).toMatchObject({ awarded: 9, because: [] });
});

test('a person’s word counts, late or not', () => {
  expect(award(late, { points: 8.5, reason: 'was ill' }, { latePercent: 50 })).toMatchObject({ awarded: 8.5, because: ['was ill'] });
});

test('the ledger is read, and asked to name those that there are', async () => {
  await writeFile(join(folder, 'overrides.csv'), 'id,points,reason\nann,8.5,"ill, as she wrote"\n');
  const overrides = await readOverrides(folder, 9);
  expect([...overrides]).toEqual([['ann', { points: 8.5, reason: 'ill, as she wrote' }]]);
  expect(() => assertAllKnown(folder, overrides, ['bob'])).toThrow(/names ann, of which there is no result/);
});

test.each([
  ['ann,10,x', /line 2: the points of ann are 10/],
  ['ann,-1,x', /points of ann are -1/],
  ['ann,,x', /points of ann are not there/],
  ['ann,1.234,x', /are 1\.234/],
  ['ann,5,', /there is no reason/],
  ['ann,5,x\nann,6,y', /line 3: ann is there twice/],
])('a ledger with %j is refused', async (rows, why) => {
  await writeFile(join(folder, 'overrides.csv'), `id,points,reason\n${rows}\n`);
  await expect(readOverrides(folder, 9)).rejects.toThrow(why);
});

test('a policy says what each check shows', async () => {
  await writeFile(join(folder, 'policy.json'), '{"late":{"percent":20},"visibility":{"default":"after_due_date","checks":{"a":"hidden"}}}');
  const { latePercent, visibilityOf } = await readPolicy(folder, ['a', 'b']);
  expect([latePercent, visibilityOf('a'), visibilityOf('b')]).toEqual([20, 'hidden', 'after_due_date']);
});

test('without one, all is visible and nothing is taken off', async () => {
  const { latePercent, visibilityOf } = await readPolicy(folder, []);
  expect([latePercent, visibilityOf('a')]).toEqual([0, 'visible']);
});

test.each([
  ['{', /is no policy/],
  ['{"late":{"percent":120}}', /is no policy: late\.percent/],
  ['{"visibility":{"checks":{"c":"hidden"}}}', /names the check c, which there is not/],
])('the policy %s is refused', async (text, why) => {
  await writeFile(join(folder, 'policy.json'), text);
  await expect(readPolicy(folder, ['a'])).rejects.toThrow(why);
});
