import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { draftIds, loadExercise } from '../../exercises/index.ts';
import type { Driver } from '../../runner/core/driver.ts';
import { checkIdsOf } from '../../runner/core/exercise.ts';
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

const limitMs = 600_000;

/**
 * Holds the drivers against each other: in Docker the solution, the starter and mistakes pass and fail what they do locally,
 * and learners get the very reports that `kata verify` has kept. That these are right is for `kata verify` to prove.
 * The solution and the starter are graded each time, and one mistake in six. Of a draft nothing is compared.
 */
export async function compareDrivers(id: string): Promise<void> {
  const exercise = await loadExercise(id);
  const docker = await dockerIsReady();
  const variants = await variantsOf(exercise, undefined);
  const mistakes = docker ? inTurn(variants.filter(({ kind }) => kind === 'mistake')) : [];
  const names = [...variants.filter(({ kind }) => kind !== 'mistake'), ...mistakes].map(({ name }) => name);

  describe.skipIf(draftIds.includes(id))(id, () => {
    test(`${names.join(', ')}: as kept, ${docker ? 'in Docker' : 'locally'}`, { timeout: limitMs, retry: 1 }, async () => {
      const createDriver = async (name: string) => (docker ? dockerDriver() : localDriver(`${id}.${name}`));
      const { signal } = new AbortController();
      const graded: Graded[] = [];
      for await (const event of verify({ exercise, createDriver, seed: goldenSeed, signal, only: names, goldens: 'compare' })) {
        if (event.type === 'graded') graded.push(event.graded);
        // What comes then is how the solution is written.
        if (graded.length === names.length) break;
      }
      expect(graded.flatMap((one) => [...variantProblems(exercise, one), ...(one.golden ? [one.golden] : [])])).toEqual([]);
    });

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
  const driver = (await dockerIsReady()) ? dockerDriver() : localDriver(`${id}.${framework}`);
  test(`${id} in ${framework} passes`, { timeout: limitMs }, async () => {
    const events = await gradeFolder({ exercise, directory: resolve(`fixtures/${id}/${framework}`), driver, seed: goldenSeed });
    await driver.close();
    expect(verdictsOf(events).filter((line) => !line.endsWith(': pass'))).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: 'finished', outcome: 'passed' });
  });
}

function dockerDriver(): Driver {
  return createDockerDriver(process.env.DOCKER_HOST) as Driver;
}

function localDriver(name: string): Driver {
  return createLocalDriver({ targetDirectory: resolve(process.env.CARGO_TARGET_DIR ?? 'fixtures/target'), name }) as Driver;
}
