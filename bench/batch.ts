import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, stat } from 'node:fs/promises';
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
const large = 500;
const [memoryMiB, reportMiB] = [300, 5];
const sampleMs = 50;

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
    const results = join(scratch, 'results');
    progress(`${submissions} by kata batch`);
    const first = await batch(folder, results);
    progress('the same again');
    const again = await batch(folder, results);
    progress(`${large} of them, most alike`);
    for (let number = submissions + 1; number <= large; number += 1) {
      await cp(join(folder, `student-${(number % submissions) + 1}`), join(folder, `student-${number}`), { recursive: true });
    }
    const crowd = await batch(folder, results);
    const { size } = await stat(join(results, 'report.html'));
    const plain = await openPlainBuilds(dockerHost, signal);
    let plainMs = 0;
    for (let number = 1; number <= plainOnes; number += 1) {
      progress(`${number} of ${plainOnes} by docker build, run and checks`);
      const project = await plantDistinct(exercise, submissions + number, join(scratch, `plain-${number}`));
      plainMs += (await timed(() => plain.build(project, 'release'))) + (await runAndCheckMs(exercise, project, dockerHost));
    }
    const faster = { value: plainMs / plainOnes / (first.ms / submissions), least: 12 };
    const soon = { value: again.ms / againMs, most: 1 };
    const memory = { value: Math.max(first.peakBytes, crowd.peakBytes) / 2 ** 20 / memoryMiB, most: 1 };
    const report = { value: size / 2 ** 20 / reportMiB, most: 1 };
    say(
      `\n${submissions} distinct submissions of ${exerciseId}, from the command to the last file\n` +
        row(`a loop of docker build, run and the same checks (from ${plainOnes})`, (plainMs / plainOnes) * submissions) +
        row('kata batch', first.ms, ratio('times faster', faster)) +
        row('the same once more', again.ms, ratio(`of ${againMs} ms`, soon)) +
        row(
          `with copies of these, ${large} in all`,
          crowd.ms,
          `${Math.round(size / 1_024)} KiB of report, ${ratio(`of ${reportMiB} MiB`, report)}`,
        ) +
        `the most memory that kata took: ${[first, crowd].map(({ peakBytes }) => Math.round(peakBytes / 2 ** 20)).join(' and ')} MiB, ${ratio(`of ${memoryMiB} MiB`, memory)}\n`,
    );
    return [faster, soon, memory, report].every(isKept);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The command, from its start to its end, and the most memory that it held. */
async function batch(folder: string, results: string): Promise<{ readonly ms: number; readonly peakBytes: number }> {
  const words = ['batch', folder, '--exercise', exerciseId, '--out', results];
  const start = performance.now();
  const running = execa(process.execPath, [packFile('dist/kata.js'), ...words], { stdin: 'ignore', stderr: 'inherit' });
  let peakBytes = 0;
  // The kernel keeps the most that there ever was.
  const sampling = setInterval(() => {
    const status = existsSync(`/proc/${running.pid}/status`) ? readFileSync(`/proc/${running.pid}/status`, 'utf8') : '';
    peakBytes = Math.max(peakBytes, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1_024);
  }, sampleMs);
  await running.finally(() => clearInterval(sampling));
  return { ms: performance.now() - start, peakBytes };
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
