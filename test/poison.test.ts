import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadExercise } from '../exercises/index.ts';
import { startContainer } from '../runner/drivers/docker/containers.ts';
import { demultiplex } from '../runner/drivers/docker/demultiplex.ts';
import { createDockerDriver } from '../runner/drivers/docker/driver.ts';
import { imageNames } from '../runner/drivers/docker/engine.ts';
import { usualLimits } from '../runner/drivers/docker/limits.ts';
import { projectIn } from '../runner/verify/grade.ts';
import { docker } from './support/docker.ts';
import { dockerIsReady } from './support/engine.ts';
import { gradeHostile } from './support/hostile.ts';

const timeout = 240_000;

describe.skipIf(!(await dockerIsReady()))('a build that writes over all it can', () => {
  test('changes nothing for those that come after it', { timeout }, async () => {
    const before = { image: await contents(), ids: await imageIds(), binary: await buildHonest() };
    // Without this, equal digests would say nothing: a build of the same files is the same bytes.
    expect(await buildHonest()).toBe(before.binary);
    const last = (await gradeHostile('build-poisons-the-cache')).at(-1);
    expect(last).toMatchObject({ type: 'not-built' });
    expect(poisonedFiles(last?.type === 'not-built' ? last.output : '')).toBeGreaterThan(1_000);
    expect({ image: await contents(), ids: await imageIds(), binary: await buildHonest() }).toEqual(before);
  });
});

function poisonedFiles(output: string): number {
  return Number(/poisoned (\d+) files/.exec(output)?.[1]);
}

/** The digest of the binary that an honest submission is built to. */
async function buildHonest(): Promise<string> {
  const exercise = await loadExercise('week2-task-api');
  const driver = createDockerDriver(process.env.DOCKER_HOST);
  const { signal } = new AbortController();
  try {
    const built = await driver.build(await projectIn(resolve('fixtures/week2-task-api/solution'), exercise), () => {}, signal);
    if (built.kind === 'not-built') throw new Error(`the honest one was not built: ${built.output}`);
    return createHash('sha256').update(built.artifact).digest('hex');
  } finally {
    await driver.close();
  }
}

async function imageIds(): Promise<readonly string[]> {
  return Promise.all(Object.values(imageNames).map(async (name) => (await docker.getImage(name).inspect()).Id));
}

/** One digest of all that a build may write to, as a new container has it. */
async function contents(): Promise<string> {
  const { attached, ended, container } = await startContainer({
    docker,
    image: imageNames.build,
    command: ['sh', '-c', 'find /cargo /target /work -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum'],
    limits: usualLimits.build,
    network: 'none',
    readOnly: true,
    purpose: 'build',
  });
  try {
    let said = '';
    await demultiplex(attached, (_, bytes) => {
      said += bytes.toString('utf8');
    });
    expect({ code: await ended, said }).toEqual({ code: 0, said: expect.stringMatching(/^[0-9a-f]{64} /) });
    return said;
  } finally {
    await container.remove({ force: true, v: true });
  }
}
