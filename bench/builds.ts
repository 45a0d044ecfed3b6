import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { loadExercise } from '../exercises/index.ts';
import type { Project } from '../runner/core/driver.ts';
import { createDockerDriver } from '../runner/drivers/docker/driver.ts';
import { engineState } from '../runner/drivers/docker/engine.ts';
import { openCargoAlone } from './alone.ts';
import { plantDistinct } from './distinct.ts';
import type { Say } from './index.ts';
import { openPlainBuilds } from './plain.ts';
import { isKept, median, ratio, row, timed } from './row.ts';

const exerciseId = 'week2-task-api';
const submissions = 20;
/** In either way two go side by side, as a batch would have it on two cores. */
const atOnce = 2;
/** One takes as long as twenty warm ones, so a few stand for all. */
const plainOnes = { release: 4, debug: 2 } as const;
/** Alone, against cargo alone. */
const pairs = 7;

const { signal } = new AbortController();

/**
 * Distinct submissions built by kata in Docker, against a plain `docker build` of each and against what cargo needs
 * for the crate alone: in one run. True where both limits are kept.
 */
export async function benchBuilds({ say, progress }: Say): Promise<boolean> {
  const dockerHost = process.env.DOCKER_HOST;
  const state = await engineState(dockerHost);
  if (state.kind !== 'ready') {
    say(`builds in Docker: not measured, ${state.why}\n`);
    return true;
  }
  const scratch = await mkdtemp(join(tmpdir(), 'kata-bench-'));
  try {
    const exercise = await loadExercise(exerciseId);
    let planted = 0;
    const plant = (count: number) =>
      Promise.all(Array.from({ length: count }, () => plantDistinct(exercise, ++planted, join(scratch, `submission-${planted}`))));
    const batch = async (name: string, count: number, build: (project: Project) => Promise<unknown>) => {
      progress(`${count} ${name}`);
      const queue = new PQueue({ concurrency: atOnce });
      const projects = await plant(count);
      return (await timed(() => queue.addAll(projects.map((project) => () => build(project))))) / count;
    };
    progress('compiling the vetted set');
    const [alone, plain] = [await openCargoAlone(scratch), await openPlainBuilds(dockerHost, signal)];
    const cargoMs: number[] = [];
    const warmMs: number[] = [];
    for (const project of await plant(pairs)) {
      progress(`pair ${cargoMs.length + 1} of ${pairs}`);
      cargoMs.push(await alone.build(project));
      warmMs.push(await timed(() => buildWarm(project, dockerHost)));
    }
    const each = {
      warm: await batch('by kata', submissions, (project) => buildWarm(project, dockerHost)),
      release: await batch('by docker build, optimised', plainOnes.release, (project) => plain.build(project, 'release')),
      debug: await batch('by docker build', plainOnes.debug, (project) => plain.build(project, 'debug')),
    };
    return tell({ cargo: median(cargoMs), alone: median(warmMs), ...each }, say);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** From the project's folder until the binary is in hand and nothing is left: containers made, filled, run, read and removed, the agent's too. */
async function buildWarm(project: Project, dockerHost: string | undefined): Promise<void> {
  const driver = createDockerDriver(dockerHost);
  try {
    const built = await driver.build(project, () => {}, signal);
    if (built.kind === 'not-built') throw new Error(`${project.packageName} was not built: ${built.why.kind}\n${built.output}`);
  } finally {
    await driver.close();
  }
}

type Figures = { readonly [name in 'alone' | 'cargo' | 'debug' | 'release' | 'warm']: number };

function tell({ alone, cargo, debug, release, warm }: Figures, say: Say['say']): boolean {
  const all = (ms: number) => ms * submissions;
  const faster = { value: release / warm, least: 20 };
  const overCargo = { value: alone / cargo, most: 2 };
  const more = `${(debug / warm).toFixed(2)} times kata’s`;
  say(
    `\n${submissions} distinct submissions of ${exerciseId} in Docker, ${atOnce} at once\n` +
      row(`docker build of each, as courses do (from ${plainOnes.release})`, all(release)) +
      row(`docker build of each, not optimised (from ${plainOnes.debug})`, all(debug), more) +
      row('kata, containers included', all(warm), ratio('times faster than as courses do', faster)) +
      row('one alone: cargo itself', cargo) +
      row('one alone: kata, containers included', alone, ratio('× cargo itself', overCargo)),
  );
  return isKept(faster) && isKept(overCargo);
}
