import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exerciseIds, loadExercise } from '../exercises/index.ts';
import { startBuild } from '../runner/building.ts';
import type { Driver } from '../runner/core/driver.ts';
import { checksOf, type Exercise } from '../runner/core/exercise.ts';
import { createDockerDriver } from '../runner/drivers/docker/driver.ts';
import { engineState } from '../runner/drivers/docker/engine.ts';
import { createLocalDriver } from '../runner/drivers/local/driver.ts';
import { longestWaitsMs } from '../runner/phases.ts';
import { packFile } from '../runner/project/pack-files.ts';
import { eventsOf, projectIn } from '../runner/verify/grade.ts';
import { plantProject } from '../runner/verify/plant.ts';
import type { Say } from './index.ts';

const rounds = 5;
const limitMs = 5_000;
/** Over the waits that a contract sets, where those alone take longer. */
const overWaitsMs = 2_000;

const { signal } = new AbortController();

/** How long the checks of each right solution take after the build, with both drivers. True where each stays within its limit in Docker. */
export async function benchGraders({ say, progress }: Say): Promise<boolean> {
  const scratch = await mkdtemp(join(tmpdir(), 'kata-bench-'));
  const dockerHost = process.env.DOCKER_HOST;
  const docker = (await engineState(dockerHost)).kind === 'ready' ? () => createDockerDriver(dockerHost) as Driver : undefined;
  const targetDirectory = process.env.CARGO_TARGET_DIR ?? packFile('fixtures/target');
  const local = (id: string) => () => createLocalDriver({ targetDirectory, name: `${id}.solution` }) as Driver;
  let kept = true;
  say(`the checks of right solutions, in ms: least · median · most of ${rounds}\n`);
  say(line(['exercise', 'checks', 'waits', 'local', 'docker', '']));
  try {
    for (const id of exerciseIds) {
      const exercise = await loadExercise(id);
      const directory = join(scratch, id);
      await plantProject(`fixtures/${id}/solution`, directory);
      const seen = async (name: string, createDriver: () => Driver) => {
        progress(`${id}, ${name}`);
        const times: number[] = [];
        while (times.length < rounds) times.push(await checksMs(exercise, directory, createDriver()));
        return times.toSorted((a, b) => a - b);
      };
      const inPlace = await seen('local', local(id));
      const contained = docker === undefined ? [] : await seen('docker', docker);
      const waits = longestWaitsMs(checksOf(exercise));
      const limit = Math.max(limitMs, waits + overWaitsMs);
      const isKept = (contained.at(-1) ?? 0) <= limit;
      kept &&= isKept;
      const verdict = contained.length === 0 ? 'no engine' : `at most ${limit}: ${isKept ? 'kept' : 'MISSED'}`;
      say(line([id, String(checksOf(exercise).length), String(waits), spread(inPlace), spread(contained), verdict]));
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return kept;
}

/** From the built binary to the last verdict. */
async function checksMs(exercise: Exercise, directory: string, driver: Driver): Promise<number> {
  try {
    const project = await projectIn(directory, exercise);
    const built = startBuild(driver, project, signal);
    const last = (await eventsOf({ exercise, project, built, driver, seed: 1, signal })).at(-1);
    if (last?.type !== 'finished' || last.outcome !== 'passed') throw new Error(`the solution of ${exercise.id} did not pass`);
    return last.checksMs;
  } finally {
    await driver.close();
  }
}

function spread(times: readonly number[]): string {
  if (times.length === 0) return '–';
  return [times[0], times[Math.floor(times.length / 2)], times.at(-1)].map((ms = 0) => Math.round(ms)).join(' · ');
}

function line([id = '', checks = '', waits = '', local = '', docker = '', verdict = '']: readonly string[]): string {
  return `${id.padEnd(26)}${checks.padStart(8)}${waits.padStart(8)}${local.padStart(24)}${docker.padStart(24)}   ${verdict}`
    .trimEnd()
    .concat('\n');
}
