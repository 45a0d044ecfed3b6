import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadExercise } from '../../../exercises/index.ts';
import { head, resultAt } from '../../../test/support/class-results.ts';
import { somebodyGone, thisProcess } from '../../../test/support/gone.ts';
import { canMount, mount, unmount } from '../../../test/support/mount.ts';
import { openResults } from './open.ts';

const exercise = await loadExercise('week2-task-api');
let out = '';
beforeEach(async () => {
  out = join(await mkdtemp(join(tmpdir(), 'kata-results-')), 'out');
});
afterEach(() => rm(join(out, '..'), { recursive: true, force: true }));

test('what is kept is there again, whole', async () => {
  const first = await openResults(out, head);
  await first.keep(resultAt(exercise, 3), undefined);
  await first.close();
  const second = await openResults(out, head);
  expect([...second.kept.keys()]).toEqual(['student-3']);
  expect(await second.read('student-3')).toEqual(resultAt(exercise, 3));
  expect(second.kept.get('student-3')).not.toHaveProperty('text');
  await second.close();
});

test('a recording is kept beside it, and goes with it', async () => {
  const results = await openResults(out, head);
  await results.keep(resultAt(exercise, 3), 'seen\n');
  expect(await results.recording('student-3')).toBe('seen\n');
  await results.keep(resultAt(exercise, 3), undefined);
  expect(await results.recording('student-3')).toBeUndefined();
  await results.close();
});

test('what was cut off while it was written is not there', async () => {
  const first = await openResults(out, head);
  await first.keep(resultAt(exercise, 3), undefined);
  await first.close();
  await writeFile(join(out, 'submissions/student-4.json.part'), '{"version":1,');
  const second = await openResults(out, head);
  expect([...second.kept.keys()]).toEqual(['student-3']);
  expect(await readdir(join(out, 'submissions'))).toEqual(['student-3.json']);
  await second.close();
});

test('a folder is one batch’s at a time, and that of one that is gone is free', async () => {
  const first = await openResults(out, head);
  await expect(openResults(out, head)).rejects.toThrow(new RegExp(`is in use by another kata batch \\(process ${process.pid}`));
  await first.close();
  const { hostname } = await import('node:os');
  await writeFile(join(out, '.lock'), JSON.stringify({ host: hostname(), ...(await somebodyGone()) }));
  await (await openResults(out, head)).close();
  await writeFile(join(out, '.lock'), JSON.stringify({ host: 'another', ...(await thisProcess()) }));
  await expect(openResults(out, head)).rejects.toThrow(/on another\)/);
});

test.each([
  ['of another exercise', { exercise: 'week1-join' }, /holds results of week2-task-api, not of week1-join/],
  ['of another kata', { grader: 'c'.repeat(64) }, /graded differently: by another version of kata/],
  ['with another image', { images: { 'kata/run': 'd' } }, /graded differently: with another image kata\/run/],
  ['with another seed', { settings: { ...head.settings, seed: 8 } }, /graded differently: with --seed 7/],
])('results %s are not mixed', async (_, other, why) => {
  await (await openResults(out, head)).close();
  const before = await readFile(join(out, 'batch.json'), 'utf8');
  await expect(openResults(out, { ...head, ...other })).rejects.toThrow(why);
  expect(await readFile(join(out, 'batch.json'), 'utf8')).toBe(before);
});

test('results of a newer kata are told', async () => {
  await mkdir(out);
  await writeFile(join(out, 'batch.json'), '{"version":2}');
  await expect(openResults(out, head)).rejects.toThrow(/holds results of a newer kata \(version 2\)/);
});

test.each([
  ['somebody else’s files', 'notes.txt', 'x', /holds other files than results/],
  ['a head that is none', 'batch.json', '{', /batch\.json is not as kata wrote it/],
])('%s are told', async (_, name, content, why) => {
  await mkdir(out);
  await writeFile(join(out, name), content);
  await expect(openResults(out, head)).rejects.toThrow(why);
});

test('a result that somebody wrote into is named', async () => {
  const first = await openResults(out, head);
  await first.keep(resultAt(exercise, 3), undefined);
  await first.close();
  await writeFile(join(out, 'submissions/student-3.json'), '{"version":1}');
  await expect(openResults(out, head)).rejects.toThrow(/student-3\.json is not as kata wrote it/);
});

test.skipIf(!canMount)('a place where nothing can be made is told', async () => {
  await mkdir(out);
  await mount(out, 'ro');
  const results = openResults(join(out, 'results'), head).finally(() => unmount(out));
  await expect(results).rejects.toThrow(/cannot be written: no folder can be made there/);
});

test('a file in the place of the folder is told', async () => {
  await writeFile(out, '');
  await expect(openResults(out, head)).rejects.toThrow(/cannot be (read|written): ENOTDIR/);
});
