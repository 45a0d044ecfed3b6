import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadExercise } from '../exercises/index.ts';
import type { Project } from '../runner/core/driver.ts';
import { createDockerDriver } from '../runner/drivers/docker/driver.ts';
import { engineState } from '../runner/drivers/docker/engine.ts';
import { openCargoAlone } from './alone.ts';
import { plantDistinct } from './distinct.ts';
import type { Say } from './index.ts';
import { openPlainBuilds } from './plain.ts';
import { isKept, median, ratio, row, sum, timed } from './row.ts';

const exerciseId = 'week2-task-api';
const submissions = 20;
/** One takes as long as twenty warm ones, so a few stand for all. */
const plainOnes = 3;
/** The same without optimisation, for information. */
const debugOnes = 1;

const { signal } = new AbortController();

/**
 * Distinct submissions built by kata in Docker, against a plain `docker build` of each and against what cargo needs
 * for the crate alone: in turn, in one run. True where both limits are kept.
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
    progress('compiling the vetted set');
    const [alone, plain] = [await openCargoAlone(scratch), await openPlainBuilds(dockerHost, signal)];
    const seen = { warm: [] as number[], cargo: [] as number[], plain: [] as number[], debug: [] as number[] };
    for (let number = 0; number < submissions; number += 1) {
      progress(`submission ${number + 1} of ${submissions}`);
      const project = await plantDistinct(exercise, number, join(scratch, `submission-${number}`));
      seen.cargo.push(await alone.build(project));
      seen.warm.push(await buildWarm(project, dockerHost));
      if (number % Math.ceil(submissions / plainOnes) === 0) seen.plain.push(await plain.build(project, 'release'));
      if (number < debugOnes) seen.debug.push(await plain.build(project, 'debug'));
    }
    return tell(seen, say);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** From the project's folder until the binary is in hand and nothing is left: containers made, filled, run, read and removed, the agent's too. */
function buildWarm(project: Project, dockerHost: string | undefined): Promise<number> {
  const driver = createDockerDriver(dockerHost);
  return timed(async () => {
    try {
      const built = await driver.build(project, () => {}, signal);
      if (built.kind === 'not-built') throw new Error(`${project.packageName} was not built: ${built.why.kind}\n${built.output}`);
    } finally {
      await driver.close();
    }
  });
}

type Seen = { readonly [name in 'warm' | 'cargo' | 'plain' | 'debug']: readonly number[] };

function tell({ warm, cargo, plain, debug }: Seen, say: Say['say']): boolean {
  const scaled = (some: readonly number[]) => (sum(some) / some.length) * submissions;
  const [plainMs, debugMs] = [scaled(plain), scaled(debug)];
  const faster = { value: plainMs / sum(warm), least: 20 };
  const overCargo = { value: median(warm) / median(cargo), most: 2 };
  say(
    `\n${submissions} distinct submissions of ${exerciseId}, built in Docker\n` +
      row(`docker build of each, optimised (${plain.length}, scaled)`, plainMs) +
      row(
        `docker build of each, not optimised (${debug.length}, scaled)`,
        debugMs,
        `${(debugMs / sum(warm)).toFixed(2)} times kata’s (for information)`,
      ) +
      row('kata, containers included', sum(warm), ratio('times faster', faster)) +
      row('cargo alone, for one', median(cargo)) +
      row('kata, container included, for one', median(warm), ratio('× cargo alone', overCargo)),
  );
  return isKept(faster) && isKept(overCargo);
}
