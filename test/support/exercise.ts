import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { draftIds, loadExercise } from '../../exercises/index.ts';
import type { Driver } from '../../runner/core/driver.ts';
import { checkIdsOf, type Exercise } from '../../runner/core/exercise.ts';
import { createDockerDriver } from '../../runner/drivers/docker/driver.ts';
import { createLocalDriver } from '../../runner/drivers/local/driver.ts';
import { goldenSeed } from '../../runner/verify/golden/seed.ts';
import { readMistakes } from '../../runner/verify/mistake.ts';
import { variantsOf } from '../../runner/verify/variant.ts';
import { variantProblems } from '../../runner/verify/variant-problems.ts';
import { type Graded, verify } from '../../runner/verify/verify.ts';
import { dockerIsReady } from './engine.ts';
import { gradeFolder } from './grade.ts';
import { inTurn } from './turn.ts';
import { verdictsOf } from './verdicts.ts';

const limitMs = 240_000;
const targetDirectory = resolve(process.env.CARGO_TARGET_DIR ?? 'fixtures/target');

/**
 * Holds the drivers against each other: solution, starter and mistakes have the same verdicts and findings in Docker.
 * That the verdicts are right is for `kata verify` to prove. All drivers grade the solution and the starter each time,
 * and one mistake in four. Of a draft nothing is compared.
 */
export async function compareDrivers(id: string): Promise<void> {
  const exercise = await loadExercise(id);
  const docker = await dockerIsReady();
  const variants = await variantsOf(exercise, undefined);
  const mistakes = docker ? inTurn(variants.filter(({ kind }) => kind === 'mistake')) : [];

  describe.skipIf(draftIds.includes(id))(id, () => {
    for (const { name, may, varies } of [...variants.filter(({ kind }) => kind !== 'mistake'), ...mistakes]) {
      test(name, { timeout: limitMs, retry: 2 }, async () => {
        const remembered = { targetDirectory, name: `${id}.${name}` };
        const local = await gradeOnce(exercise, name, async () => createLocalDriver(remembered) as Driver);
        expect(variantProblems(exercise, local), 'locally').toEqual([]);
        if (!docker) return;
        const inDocker = await gradeOnce(exercise, name, async () => createDockerDriver(process.env.DOCKER_HOST) as Driver);
        const isCertain = (line: string) => !may.some((check) => line.startsWith(`${check}: `));
        const verdicts = ({ events }: Graded) => verdictsOf(events, varies).filter(isCertain);
        expect(verdicts(inDocker), 'in Docker').toEqual(verdicts(local));
      });
    }

    test('every check is failed by a mistake', async () => {
      const failed = new Set((await readMistakes(id)).flatMap(({ fails }) => fails));
      expect(checkIdsOf(exercise).filter((check) => !failed.has(check))).toEqual([]);
    });
  });
}

/** A right answer in another framework passes as well: the spec pins what it demands and nothing else. */
export async function proveAlternative(id: string, framework: string): Promise<void> {
  const exercise = await loadExercise(id);
  // Its crates are in the image; compiled here they would take a minute that proves nothing more.
  const driver = (await dockerIsReady()) ? (createDockerDriver(process.env.DOCKER_HOST) as Driver) : (createLocalDriver() as Driver);
  test(`${id} in ${framework} passes`, { timeout: limitMs }, async () => {
    const events = await gradeFolder({ exercise, directory: resolve(`fixtures/${id}/${framework}`), driver, seed: goldenSeed });
    await driver.close();
    expect(verdictsOf(events, false).filter((line) => !line.endsWith(': pass'))).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: 'finished', outcome: 'passed' });
  });
}

async function gradeOnce(exercise: Exercise, variant: string, createDriver: () => Promise<Driver>): Promise<Graded> {
  const { signal } = new AbortController();
  for await (const event of verify({ exercise, createDriver, seed: goldenSeed, signal, only: [variant], goldens: 'ignore' })) {
    if (event.type === 'graded') return event.graded;
  }
  throw new Error(`${exercise.id} has no variant ${variant}`);
}
