import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { loadExercise } from '../exercises/index.ts';
import { startBuild } from '../runner/building.ts';
import type { Driver, Project } from '../runner/core/driver.ts';
import type { Exercise } from '../runner/core/exercise.ts';
import { createDockerDriver } from '../runner/drivers/docker/driver.ts';
import { engineState } from '../runner/drivers/docker/engine.ts';
import { packFile } from '../runner/project/pack-files.ts';
import { eventsOf } from '../runner/verify/grade.ts';
import { plantDistinct } from './distinct.ts';
import type { Say } from './index.ts';
import { openPlainBuilds } from './plain.ts';
import { isKept, ratio, row, timed } from './row.ts';

const exerciseId = 'week2-task-api';
const submissions = 40;
/** So many stand for all. */
const plainOnes = 3;
const againMs = 3_000;

const { signal } = new AbortController();

/**
 * A class graded by `kata batch`, against a loop of a plain `docker build` of each, its run and the same checks; and the
 * same class again. True where both limits are kept.
 */
export async function benchBatch({ say, progress }: Say): Promise<boolean> {
  const dockerHost = process.env.DOCKER_HOST;
  const state = await engineState(dockerHost);
  if (state.kind !== 'ready') {
    say(`a class in Docker: not measured, ${state.why}\n`);
    return true;
  }
  const scratch = await mkdtemp(join(tmpdir(), 'kata-bench-'));
  try {
    const exercise = await loadExercise(exerciseId);
    const folder = join(scratch, 'class');
    for (let number = 1; number <= submissions; number += 1) await plantDistinct(exercise, number, join(folder, `student-${number}`));
    const batch = async () => {
      const words = ['batch', folder, '--exercise', exerciseId, '--out', join(scratch, 'results')];
      await execa(process.execPath, [packFile('dist/kata.js'), ...words], { stdin: 'ignore', stderr: 'inherit' });
    };
    progress(`${submissions} by kata batch`);
    const batchMs = await timed(batch);
    progress('the same again');
    const sameMs = await timed(batch);
    const plain = await openPlainBuilds(dockerHost, signal);
    let plainMs = 0;
    for (let number = 1; number <= plainOnes; number += 1) {
      progress(`${number} of ${plainOnes} by docker build, run and checks`);
      const project = await plantDistinct(exercise, submissions + number, join(scratch, `plain-${number}`));
      plainMs += (await timed(() => plain.build(project, 'release'))) + (await runAndCheckMs(exercise, project, dockerHost));
    }
    const faster = { value: plainMs / plainOnes / (batchMs / submissions), least: 12 };
    const again = { value: sameMs / againMs, most: 1 };
    say(
      `\n${submissions} distinct submissions of ${exerciseId}, from the command to the last file\n` +
        row(`a loop of docker build, run and the same checks (from ${plainOnes})`, (plainMs / plainOnes) * submissions) +
        row('kata batch', batchMs, ratio('times faster', faster)) +
        row('the same once more', sameMs, ratio(`of ${againMs} ms`, again)),
    );
    return isKept(faster) && isKept(again);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** From the built binary to the last verdict. */
async function runAndCheckMs(exercise: Exercise, project: Project, dockerHost: string | undefined): Promise<number> {
  const driver = createDockerDriver(dockerHost) as Driver;
  try {
    const built = startBuild(driver, project, signal);
    await built.outcome;
    return await timed(() => eventsOf({ exercise, project, built, driver, seed: 1, signal }));
  } finally {
    await driver.close();
  }
}
