import { randomInt } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadExercise } from '../exercises/index.ts';
import type { Result } from '../runner/batch/result.ts';
import { brokenOnes, handIn, mistakenOnes, rightOnes } from './support/class.ts';
import { cli, folderWith, kata, plainEnvironment } from './support/cli.ts';
import { dockerIsReady } from './support/engine.ts';

const exercise = await loadExercise('week1-hello-api');
const kills = (process.env.KATA_COMPARE_ALL ?? '') === '' ? 4 : 30;
/** About as long as such a class takes. */
const latestMs = 15_000;

describe.skipIf(!(await dockerIsReady()))(`a batch that is killed ${kills} times`, () => {
  const env = { ...plainEnvironment, DOCKER_HOST: process.env.DOCKER_HOST ?? '' };
  let [submissions, undisturbed, killed] = ['', '', ''];

  beforeAll(async () => {
    const [first, second, third] = await mistakenOnes(exercise);
    const [broken] = brokenOnes(exercise);
    submissions = await handIn([...rightOnes(exercise, 2), first, second, third, broken].flatMap((pupil) => pupil ?? []));
    const folder = await folderWith({});
    [undisturbed, killed] = [join(folder, 'undisturbed'), join(folder, 'killed')];
  });
  afterAll(() => Promise.all([submissions, join(undisturbed, '..')].map((folder) => rm(folder, { recursive: true, force: true }))));

  test('has the verdicts of one that is not, each once', { timeout: 1_200_000 }, async () => {
    const words = ['batch', submissions, '--exercise', exercise.id, '--seed', '7', '--out'];
    expect((await kata([...words, undisturbed], { env })).exitCode).toBe(0);
    const kept: number[] = [];
    for (let killing = 0; killing < kills; killing += 1) {
      const running = execa(process.execPath, [cli, ...words, killed], {
        env,
        reject: false,
        stdin: 'ignore',
        stdout: 'ignore',
        stderr: 'ignore',
      });
      await Promise.race([wait(randomInt(200, latestMs)), running]);
      running.kill('SIGKILL');
      await running;
      kept.push((await resultsIn(killed)).length);
    }
    // What is kept once is kept.
    expect(kept).toEqual(kept.toSorted((a, b) => a - b));
    const last = await kata(['batch', '--resume', '--out', killed], { env });
    expect(last.exitCode, last.stderr).toBe(0);
    expect(await verdictsIn(killed)).toEqual(await verdictsIn(undisturbed));
    const document = JSON.parse(await readFile(join(killed, 'results.json'), 'utf8')) as { readonly submissions: readonly Result[] };
    expect(new Set(document.submissions.map(({ id }) => id)).size).toBe(document.submissions.length);
  });
});

async function verdictsIn(folder: string) {
  const results = await resultsIn(folder);
  return results.map(({ id, key, outcome, points, report }) => ({
    ...{ id, key, outcome, points },
    checks: report?.checks.map((check) => ({
      id: check.id,
      status: check.status,
      findings: 'findings' in check ? check.findings.map((finding) => finding.key) : [],
    })),
  }));
}

async function resultsIn(folder: string): Promise<readonly Result[]> {
  const own = join(folder, 'submissions');
  const names = (await readdir(own).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(own, name), 'utf8')) as Result));
}
