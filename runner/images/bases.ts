import { join } from 'node:path';
import { execa } from 'execa';
import { InfrastructureError } from '../core/fault.ts';
import { imageId } from './inspect.ts';
import type { ImageOptions } from './options.ts';
import { readProgress } from './progress.ts';

/** The images that kata's own are built on. */
export interface Bases {
  readonly debian: string;
  readonly rust: string;
  readonly node: string;
}

const pulled: Bases = { debian: 'debian:bookworm-slim', rust: 'rust:1.95-slim-bookworm', node: 'node:22-bookworm-slim' };
const made: Bases = { debian: 'kata/base:debian', rust: 'kata/base:rust', node: 'kata/base:node' };

const pullLimitMs = 15 * 60_000;
const makeLimitMs = 15 * 60_000;

/** The official bases where they are there or can be had, else ones made of what this machine has. */
export async function findBases(options: ImageOptions): Promise<Bases> {
  const { bases, onProgress } = options;
  if (bases !== 'made') {
    if (await areThere(pulled, options)) return pulled;
    if (bases === 'pulled' || !(await areThere(made, options))) {
      const refused = await pullAll(options);
      if (refused === undefined) return pulled;
      if (bases === 'pulled')
        throw new InfrastructureError(`the base images could not be pulled: ${refused}`, 'KATA_BASES=made makes them here');
      onProgress(`the base images could not be pulled (${refused}): making them here`);
    }
  }
  await make(options);
  return made;
}

async function areThere(bases: Bases, { docker }: ImageOptions): Promise<boolean> {
  const ids = await Promise.all(Object.values(bases).map((name: string) => imageId(docker, name)));
  return ids.every((id) => id !== undefined);
}

/** Why an image could not be pulled, if one could not. */
async function pullAll({ docker, onProgress, signal }: ImageOptions): Promise<string | undefined> {
  for (const name of Object.values(pulled)) {
    onProgress(`pulling ${name}`);
    try {
      const answer = await docker.pull(name, { abortSignal: AbortSignal.any([signal, AbortSignal.timeout(pullLimitMs)]) });
      const refused = await readProgress(answer, () => {});
      if (refused !== undefined) return refused;
    } catch (error) {
      signal.throwIfAborted();
      return error instanceof Error ? error.message : String(error);
    }
  }
  return undefined;
}

/** `docker/bases/make` keeps what is up to date. */
async function make({ directory, dockerHost, onProgress, signal }: ImageOptions): Promise<void> {
  const script = execa('bash', [join(directory, 'docker', 'bases', 'make')], {
    env: dockerHost === undefined ? {} : { DOCKER_HOST: dockerHost },
    cancelSignal: signal,
    timeout: makeLimitMs,
    reject: false,
    stdin: 'ignore',
  });
  let last = '';
  for await (const line of script.iterable({ from: 'stderr' })) {
    if (line.trim() !== '') last = line;
    onProgress(line);
  }
  signal.throwIfAborted();
  const { failed, timedOut } = await script;
  if (failed) {
    const why = timedOut ? `not done within ${makeLimitMs / 60_000} minutes` : last.replace(/^bases: /, '');
    throw new InfrastructureError(`the base images could not be made: ${why}`, 'docker/README.md says what they need');
  }
}
