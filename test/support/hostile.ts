import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadExercise } from '../../exercises/index.ts';
import type { Driver } from '../../runner/core/driver.ts';
import type { RunEvent } from '../../runner/core/event.ts';
import { createDockerDriver } from '../../runner/drivers/docker/driver.ts';
import { usualLimits } from '../../runner/drivers/docker/limits.ts';
import { gradeFolder } from './grade.ts';

const corpus = resolve('fixtures/hostile');
/** As usual, but a build that takes all memory and a program that prints without end are ended sooner. */
const limits = {
  ...usualLimits,
  build: { ...usualLimits.build, memoryBytes: 1_024 ** 3 },
  run: { ...usualLimits.run, logBytes: 16 * 1_024 ** 2 },
};
/** Builds that are to run into the limit of time: others may be slow on a busy machine. */
const endless: readonly string[] = ['build-never-ends', 'compiles-for-ever'];
const endlessLimits = { ...limits, build: { ...limits.build, wallSeconds: 20 } };

export async function hostileNames(): Promise<readonly string[]> {
  const entries = await readdir(corpus, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && entry.name !== 'src').map(({ name }) => name);
}

/** Grades a submission of the corpus in Docker; `alter` does what cannot be kept in files. */
export async function gradeHostile(name: string, alter?: (directory: string) => Promise<void>): Promise<readonly RunEvent[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kata-hostile-'));
  const directory = join(folder, 'hostile');
  try {
    await plantHostile(name, directory);
    await alter?.(directory);
    return await gradeInDocker(directory, undefined, endless.includes(name) ? endlessLimits : limits);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function plantHostile(name: string, directory: string): Promise<void> {
  for (const from of ['Cargo.toml', 'src']) await cp(join(corpus, from), join(directory, from), { recursive: true });
  await cp(join(corpus, name), directory, { recursive: true });
}

export async function gradeInDocker(directory: string, checks?: readonly string[], within = limits): Promise<readonly RunEvent[]> {
  const exercise = await loadExercise('week1-hello-api');
  const driver = createDockerDriver(process.env.DOCKER_HOST, { limits: within }) as Driver;
  try {
    return await gradeFolder({ exercise, directory, driver, seed: 1, ...(checks === undefined ? {} : { checks }) });
  } finally {
    await driver.close();
  }
}
