import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadExercise } from '../exercises/index.ts';
import { keyOf } from '../runner/batch/key.ts';
import { projectOf } from '../runner/batch/look.ts';
import type { Result } from '../runner/batch/result.ts';
import type { Head } from '../runner/batch/results/head.ts';
import { fingerprintOf } from '../runner/drivers/docker/fingerprint.ts';
import { handIn, mistakenOnes, rightOnes } from './support/class.ts';
import { cli, expectRefusal, folderWith, kata, plainEnvironment } from './support/cli.ts';
import { dockerIsReady } from './support/engine.ts';
import { said } from './support/said.ts';

const exercise = await loadExercise('week1-hello-api');

describe.skipIf(!(await dockerIsReady()))('what changes after a batch', () => {
  const env = { DOCKER_HOST: process.env.DOCKER_HOST ?? '' };
  let [submissions, out] = ['', ''];
  const batch = (...words: readonly string[]) => kata(['batch', ...words, '--out', out], { env });
  const resultOf = async (id: string) => JSON.parse(await readFile(join(out, `submissions/${id}.json`), 'utf8')) as Result;
  const edit = async (file: string, change: (text: string) => string) => {
    const path = join(out, file);
    await writeFile(path, change(await readFile(path, 'utf8')));
  };

  beforeAll(async () => {
    const [mistake] = await mistakenOnes(exercise);
    submissions = await handIn([...rightOnes(exercise, 1), ...(mistake === undefined ? [] : [{ ...mistake, name: 'mistaken' }])]);
    out = join(await folderWith({}), 'results');
    expect(await batch(submissions, '--exercise', exercise.id, '--seed', '7')).toMatchObject({ exitCode: 0 });
  }, 180_000);
  afterAll(() => Promise.all([submissions, join(out, '..')].map((folder) => rm(folder, { recursive: true, force: true }))));

  test('a grader: nothing is mixed, a regrade says who changes, and then takes the place', async () => {
    // As another kata had graded it: without this check for the one, and not passed by the other.
    const before = await resultOf('right-1');
    const older = { ...before, outcome: 'failed', points: { ...before.points, earned: before.points.earned - 1 }, key: 'of another kata' };
    const checks = before.checks.map((check, at) => (at === 0 ? { ...check, status: 'fail' } : check));
    await edit('submissions/right-1.json', () => JSON.stringify({ ...older, checks }));
    await edit('submissions/mistaken.json', (text) => JSON.stringify({ ...JSON.parse(text), key: 'of another kata' }));
    await edit('batch.json', (text) => text.replace(/"grader": "\w+"/, `"grader": "${'0'.repeat(64)}"`));
    expectRefusal(
      await batch(submissions, '--exercise', exercise.id),
      2,
      /graded differently: by another version of kata/,
      /--regrade --diff/,
    );

    const shown = await batch('--regrade', '--diff');
    expect(shown.exitCode, shown.stderr).toBe(0);
    expect(shown.stderr).toMatch(
      /1 of 2 changes; 1 stays as it is\n\+1 right 1 {3}\d+ → \d+ of \d+ · failed → passed\n {3}passes now: \S+\n/,
    );
    expect(shown.stderr).toMatch(/nothing is written over yet/);
    expect(await resultOf('right-1')).toMatchObject({ outcome: 'failed' });

    const done = await batch('--regrade');
    expect(done.exitCode, done.stderr).toBe(0);
    expect(done.stderr).toMatch(/2 as they were, not graded again/);
    expect(await resultOf('right-1')).toMatchObject({ outcome: 'passed', points: before.points, key: before.key });
    expect(await batch(submissions, '--exercise', exercise.id)).toMatchObject({ exitCode: 0 });
  });

  test('judges alone: what was seen then is judged again, and nothing is built', async () => {
    // As if the judges of another kata had been stricter.
    await edit('batch.json', (text) => text.replace(/"grader": "\w+"/, `"grader": "${'0'.repeat(64)}"`));
    const ground = JSON.parse(await readFile(join(out, 'batch.json'), 'utf8')) as Head;
    for (const [id, folder] of [
      ['right-1', 'right 1'],
      ['mistaken', 'mistaken'],
    ] as const) {
      const project = await projectOf({ kind: 'handed-in', directory: join(submissions, folder) }, exercise.id);
      const key = keyOf(ground, (await fingerprintOf(project)).digest);
      const { points } = await resultOf(id);
      const change = id === 'mistaken' ? {} : { outcome: 'failed', points: { ...points, earned: points.earned - 1 } };
      await edit(`submissions/${id}.json`, (text) => JSON.stringify({ ...JSON.parse(text), ...change, key }));
    }
    const shown = await batch('--regrade', '--rejudge', '--diff');
    expect(shown.stderr).toMatch(/2 to grade\n/);
    expect(shown.stderr).toMatch(/1 of 2 changes; 1 stays as it is\n\+1 right 1/);
    expect(await batch('--regrade', '--rejudge')).toMatchObject({ exitCode: 0 });
    expect(await resultOf('right-1')).toMatchObject({ outcome: 'passed' });
    expect(await batch(submissions, '--exercise', exercise.id)).toMatchObject({ exitCode: 0 });
  });

  test('a person’s mind: the ledger counts, and stays', async () => {
    await writeFile(join(out, 'overrides.csv'), 'id,points,reason\nmistaken,1,talked it over\n');
    expect(await batch('--resume')).toMatchObject({ exitCode: 0 });
    expect(await readFile(join(out, 'results.csv'), 'utf8')).toMatch(/^mistaken,.*,1,talked it over,/m);
    await writeFile(join(out, 'overrides.csv'), 'id,points,reason\nnobody,1,x\n');
    const refused = await batch('--resume');
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toMatch(/overrides\.csv names nobody/);
    await rm(join(out, 'overrides.csv'));
  });

  test('a submission while it is graded: it has no result, and has one the next time', async () => {
    await writeFile(join(submissions, 'right 1/src/extra.rs'), '// Handed in once more.\n');
    const running = execa(process.execPath, [cli, 'batch', '--resume', '--out', out], {
      env: { ...plainEnvironment, ...env },
      reject: false,
      stdin: 'ignore',
    });
    await said(running.stderr, 'to grade');
    await writeFile(join(submissions, 'right 1/src/extra.rs'), '// And once more.\n');
    const { exitCode, stderr } = await running;
    expect(stderr).toMatch(/right 1 {3}not graded: it changed while the batch ran/);
    expect(exitCode).toBe(3);
    expect(await batch('--resume')).toMatchObject({ exitCode: 0 });
    expect(await resultOf('right-1')).toMatchObject({ outcome: 'passed' });
  });
});
