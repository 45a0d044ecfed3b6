import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadExercise } from '../../exercises/index.ts';
import type { Driver } from '../../runner/core/driver.ts';
import { checkIdsOf, type Exercise } from '../../runner/core/exercise.ts';
import { createDockerDriver } from '../../runner/drivers/docker/driver.ts';
import { createLocalDriver } from '../../runner/drivers/local/driver.ts';
import { createPaint } from '../../runner/report/paint.ts';
import { textReport } from '../../runner/report/text/report.ts';
import { readMistakes } from '../../runner/verify/mistake.ts';
import { variantProblems } from '../../runner/verify/variant-problems.ts';
import { type Graded, verify } from '../../runner/verify/verify.ts';
import { dockerIsReady } from './engine.ts';
import { gradeFolder } from './grade.ts';
import { normal, normalOfRace, verdictsOf } from './normal.ts';

const seed = 1;
const limitMs = 240_000;
const targetDirectory = resolve(process.env.CARGO_TARGET_DIR ?? 'fixtures/target');

/**
 * Proves an exercise with both drivers: the solution passes, the starter fails, each mistake fails just
 * what it names, with the same verdicts and findings in Docker, and every check is failed by some mistake.
 */
export async function proveExercise(id: string): Promise<void> {
  const exercise = await loadExercise(id);
  const mistakes = await readMistakes(id);
  const docker = await dockerIsReady();

  describe(id, () => {
    // A TCP starter closes with bytes unread: whether that is seen as FIN or as RST is a race.
    const always = [
      { id: 'solution', varies: false, may: [] },
      { id: 'starter', varies: exercise.boot.ready.kind === 'tcp', may: [] },
    ];
    for (const [at, { id: variant, varies, may }] of [...always, ...mistakes].entries()) {
      test(variant, { timeout: limitMs, retry: 2 }, async () => {
        const remembered = { targetDirectory, name: `${id}.${variant}` };
        const local = await gradeOnce(exercise, variant, async () => createLocalDriver(remembered) as Driver);
        expect(variantProblems(exercise, local), 'locally').toEqual([]);
        await expect(golden(local, varies, may)).toMatchFileSnapshot(resolve(`fixtures/${id}/golden/${variant}.txt`));
        if (!docker || !isCompared(at)) return;
        const inDocker = await gradeOnce(exercise, variant, async () => createDockerDriver(process.env.DOCKER_HOST) as Driver);
        const isCertain = (line: string) => !may.some((check) => line.startsWith(`${check}: `));
        const verdicts = ({ events }: Graded) => verdictsOf(events, varies).filter(isCertain);
        expect(verdicts(inDocker), 'in Docker').toEqual(verdicts(local));
      });
    }

    test('every check is failed by a mistake', () => {
      const failed = new Set(mistakes.flatMap(({ fails }) => fails));
      expect(checkIdsOf(exercise).filter((check) => !failed.has(check))).toEqual([]);
    });
  });
}

/** Solution and starter, which come first, and every third mistake; KATA_COMPARE_ALL asks for each. */
function isCompared(at: number): boolean {
  return at < 2 || at % 3 === 0 || (process.env.KATA_COMPARE_ALL ?? '') !== '';
}

/** A right answer in another framework passes as well: the spec pins what it demands and nothing else. */
export async function proveAlternative(id: string, framework: string): Promise<void> {
  const exercise = await loadExercise(id);
  // Its crates are in the image; compiled here they would take a minute that proves nothing more.
  const driver = (await dockerIsReady()) ? (createDockerDriver(process.env.DOCKER_HOST) as Driver) : (createLocalDriver() as Driver);
  test(`${id} in ${framework} passes`, { timeout: limitMs }, async () => {
    const events = await gradeFolder({ exercise, directory: resolve(`fixtures/${id}/${framework}`), driver, seed });
    await driver.close();
    expect(verdictsOf(events, false).filter((line) => !line.endsWith(': pass'))).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: 'finished', outcome: 'passed' });
  });
}

async function gradeOnce(exercise: Exercise, variant: string, createDriver: () => Promise<Driver>): Promise<Graded> {
  const { signal } = new AbortController();
  for await (const event of verify({ exercise, createDriver, seed, signal, only: [variant] })) {
    if (event.type === 'graded') return event.graded;
  }
  throw new Error(`${exercise.id} has no variant ${variant}`);
}

function golden({ events }: Graded, varies: boolean, may: readonly string[]): string {
  const report = textReport(events, { paint: createPaint(false), all: false, verbose: false });
  const certain = report.split('\n').filter((line) => !may.some((check) => line.startsWith(`✗ ${check} `)));
  // Where a list lost its only line, so does the gap after it.
  return (varies ? normalOfRace : normal)(certain.join('\n').replace(/\n{3,}/g, '\n\n'));
}
