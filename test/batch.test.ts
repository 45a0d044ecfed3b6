import { mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadExercise } from '../exercises/index.ts';
import type { Summary } from '../runner/batch/result.ts';
import { brokenOnes, doublyMistakenOnes, handIn, hostileOnes, mistakenOnes, type Pupil, rightOnes } from './support/class.ts';
import { folderWith, kata, type Said } from './support/cli.ts';
import { dockerIsReady } from './support/engine.ts';
import { inTurn } from './support/turn.ts';

const exercise = await loadExercise('week2-task-api');
const pairs = [
  ['created-with-200', 'health-as-plain-text'],
  ['bytes-for-characters', 'only-sigterm'],
  ['list-in-an-envelope', 'second-signal-ignored'],
  ['accepts-while-stopping', 'title-trimmed'],
  ['array-taken-for-a-task', 'done-for-ever'],
  ['bad-port-without-its-name', 'highest-id-plus-one'],
  ['content-type-compared-as-text', 'one-field-forgotten'],
  ['delete-with-a-body', 'time-on-the-routes-only'],
  ['no-grace-limit', 'lowest-priority-by-default'],
  ['only-ctrl-c', 'id-from-the-body'],
  ['title-trimmed', 'lowest-priority-refused'],
  ['characters-by-index', 'only-sigterm'],
  ['health-as-plain-text', 'bad-port-without-its-name'],
  ['task-in-an-envelope', 'second-signal-ignored'],
  ['array-taken-for-a-task', 'no-grace-limit'],
  ['highest-id-plus-one', 'time-on-the-routes-only'],
  ['content-type-compared-as-text', 'only-ctrl-c'],
  ['created-with-200', 'bytes-for-characters'],
  ['delete-with-a-body', 'title-trimmed'],
  ['layers-before-the-routes', 'only-sigterm'],
] as const;

const hostile = [
  ['build-forks', 'not-built'],
  ['build-takes-all-memory', 'not-built'],
  ['kills-everybody', 'not-booted'],
  ['prints-results', 'not-booted'],
  ['takes-all-memory-at-once', 'not-booted'],
] as const;

const all: readonly Pupil[] = [
  ...inTurn([...rightOnes(exercise, 26), ...(await mistakenOnes(exercise)), ...(await doublyMistakenOnes(exercise, pairs))]),
  ...brokenOnes(exercise),
  ...hostileOnes(exercise, hostile),
];

/** What nobody should hand in, and somebody does. */
const odd = [
  ['no bytes.zip', /no bytes\.zip is empty/],
  ['no bytes.tar.gz', /no bytes\.tar\.gz is empty/],
  ['one gigabyte.zip', /one gigabyte\.zip is over 64 MB/],
] as const;
const count = all.length + odd.length + 1;

describe.skipIf(!(await dockerIsReady()))(`a class of ${all.length}`, () => {
  const env = { DOCKER_HOST: process.env.DOCKER_HOST ?? '' };
  let [submissions, out] = ['', ''];
  let said: Said;
  let results: readonly Summary[] = [];
  const batch = (...words: readonly string[]) => kata(['batch', ...words, '--out', out], { env });

  beforeAll(async () => {
    submissions = await handIn(all);
    for (const [name] of odd) await writeFile(join(submissions, name), '');
    await truncate(join(submissions, 'one gigabyte.zip'), 2 ** 30);
    await mkdir(join(submissions, 'an empty folder'));
    await symlink('/etc', join(submissions, 'a link'));
    out = join(await folderWith({}), 'results');
    said = await batch(submissions, '--exercise', exercise.id);
    const document = JSON.parse(await readFile(join(out, 'results.json'), 'utf8').catch(() => '{}')) as {
      submissions?: readonly Summary[];
    };
    results = document.submissions ?? [];
  }, 1_200_000);
  afterAll(() => Promise.all([submissions, out].map((folder) => rm(folder, { recursive: true, force: true }))));

  test('all of it is graded', () => {
    expect(said.stderr).toMatch(new RegExp(`${count} submissions`));
    expect(said.exitCode, said.stderr).toBe(0);
    expect(results).toHaveLength(count);
    expect(said.stderr).toMatch(/not taken: a link is a link/);
    expect(said.stderr).toMatch(/crates outside the vetted set: rocket \(1\)/);
  });

  test.each(all)('$name is $outcome', ({ name, outcome, fails, may }) => {
    const result = results.find((one) => one.name.replace(/\.(zip|tar\.gz|git)$/, '') === name);
    const failed = result?.checks.filter(({ status }) => status === 'fail').map(({ id }) => id) ?? [];
    expect(result?.outcome).toBe(outcome);
    expect(failed.filter((id) => !may.includes(id)).toSorted()).toEqual(fails.filter((id) => !may.includes(id)).toSorted());
  });

  test.each([...odd, ['an empty folder', /there are no files in an empty folder/] as const])(
    '%s is refused, and told why',
    async (name, why) => {
      const result = results.find((one) => one.name === name);
      expect(result?.outcome).toBe('refused');
      expect(await readFile(join(out, 'feedback', `${result?.id}.md`), 'utf8')).toMatch(why);
    },
  );

  test('the same again is not graded again, and is the same', async () => {
    const again = await batch(submissions, '--exercise', exercise.id);
    expect(again.exitCode).toBe(0);
    expect(again.stderr).toMatch(new RegExp(`${count} as they were, not graded again`));
    expect(JSON.parse(await readFile(join(out, 'results.json'), 'utf8'))).toMatchObject({ submissions: results });
  });
});
