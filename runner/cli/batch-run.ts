import { availableParallelism, totalmem } from 'node:os';
import { gradeBatch } from '../batch/engine.ts';
import type { BatchEvent } from '../batch/event.ts';
import type { Recorded } from '../batch/regrade/rejudge.ts';
import type { Head } from '../batch/results/head.ts';
import type { Results } from '../batch/results/open.ts';
import { type Standing, standingOf } from '../batch/standing.ts';
import type { Submission } from '../batch/submission.ts';
import type { Driver } from '../core/driver.ts';
import type { Exercise } from '../core/exercise.ts';
import { InfrastructureError } from '../core/fault.ts';
import { createDockerDriver } from '../drivers/docker/driver.ts';
import { engineState } from '../drivers/docker/engine.ts';
import { fingerprintOf, imageDigests } from '../drivers/docker/fingerprint.ts';
import { type DockerLimits, usualLimits } from '../drivers/docker/limits.ts';
import { limitsIn } from '../drivers/docker/runtime.ts';
import { shellWord } from '../report/text/shell.ts';
import { type ShownBatch, showLines } from './batch-progress.ts';
import { graderDigest } from './grader-digest.ts';
import { isLive } from './terminal.ts';

/** The engine to grade in: its limits, and the digests of kata's images. */
export interface Ready {
  readonly limits: DockerLimits;
  readonly images: Head['images'];
  readonly grader: string;
}

/** Looks whether this machine can grade at all. */
export async function readyFor(exerciseId: string, runtime: string | null): Promise<Ready> {
  const { DOCKER_HOST } = process.env;
  const state = await engineState(DOCKER_HOST);
  if (state.kind !== 'ready') {
    const next = state.kind === 'no-images' ? 'kata images build makes them' : 'docker/engine start brings one up on Debian';
    throw new InfrastructureError(`a batch is graded in Docker alone, and ${state.why}`, next);
  }
  const limits = runtime === null ? usualLimits : await limitsIn(runtime, DOCKER_HOST);
  return { limits, images: await imageDigests(DOCKER_HOST), grader: await graderDigest(exerciseId) };
}

interface Running {
  readonly exercise: Exercise;
  readonly submissions: readonly Submission[];
  readonly head: Head;
  readonly results: Results;
  readonly limits: DockerLimits;
  readonly atOnce: number | undefined;
  readonly out: string;
  readonly signal: AbortSignal;
  readonly recorded?: Recorded | undefined;
}

/** Grades what has no result yet, and shows how it goes. Whatever ends it, what is graded is kept, and it is said how to go on. */
export async function runBatch({
  exercise,
  submissions,
  head,
  results,
  limits,
  atOnce,
  out,
  signal,
  recorded,
}: Running): Promise<Standing> {
  const { DOCKER_HOST } = process.env;
  const progress = await show(head.settings.fetch);
  const events: BatchEvent[] = [];
  const batch = {
    ...{ exercise, submissions, results },
    ...(recorded === undefined ? {} : { recorded }),
    ground: head,
    atOnce: atOnce ?? atOnceHere(limits),
    createDriver: () => createDockerDriver(DOCKER_HOST, { limits, fetches: head.settings.fetch }) as Driver,
    fingerprint: fingerprintOf,
  };
  try {
    for await (const event of gradeBatch(batch, signal)) {
      events.push(event);
      progress.show(event);
    }
  } catch (error) {
    await progress.end();
    const done = standingOf(events).results.length;
    if (done > 0) {
      process.stderr.write(
        `kata: ${done} of ${submissions.length} are graded and kept; kata batch --resume --out ${shellWord(out)} goes on\n`,
      );
    }
    throw error;
  } finally {
    await progress.end();
  }
  return standingOf(events);
}

async function show(fetches: boolean): Promise<ShownBatch> {
  if (!isLive(process.stderr)) return showLines(process.stderr, fetches);
  return (await import('./batch-overview.tsx')).showOverview(process.stderr, fetches);
}

/** As many as there are cores for, and memory for what each may take at its most. */
function atOnceHere({ build, agent }: DockerLimits): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / (build.memoryBytes + agent.memoryBytes))));
}
