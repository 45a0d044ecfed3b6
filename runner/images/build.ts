import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../core/fault.ts';
import { imageNames } from '../drivers/docker/engine.ts';
import { findBases } from './bases.ts';
import { type ContextFile, certificateFile, contextTar, setFiles } from './context.ts';
import { buildNetwork, imageId, imageKey, keyLabel } from './inspect.ts';
import { keyOf } from './key.ts';
import type { ImageOptions } from './options.ts';
import { readProgress } from './progress.ts';

interface Image {
  readonly name: string;
  readonly dockerfile: string;
  readonly base: string;
  /** What it is made of. */
  readonly files: readonly ContextFile[];
  /** What only the making needs. */
  readonly help?: readonly ContextFile[];
}

const buildLimitMs = 30 * 60_000;
const shownLines = 12;

/** Makes kata's images, those alone that are missing or made of something else by now. Returns the names of the new ones. */
export async function buildImages(options: ImageOptions): Promise<readonly string[]> {
  const { directory, caBundle } = options;
  const bases = await findBases(options);
  const images: readonly Image[] = [
    { name: imageNames.run, dockerfile: 'run.Dockerfile', base: bases.debian, files: [] },
    { name: imageNames.postgres, dockerfile: 'postgres.Dockerfile', base: bases.debian, files: [] },
    { name: imageNames.redis, dockerfile: 'redis.Dockerfile', base: bases.debian, files: [] },
    { name: imageNames.agent, dockerfile: 'agent.Dockerfile', base: bases.node, files: [] },
    {
      name: imageNames.build,
      dockerfile: 'build.Dockerfile',
      base: bases.rust,
      files: await setFiles(join(directory, 'fixtures'), 'web'),
      help: [await certificateFile(caBundle)],
    },
  ];
  const built: string[] = [];
  for (const image of images) if (await bringUpToDate(image, options)) built.push(image.name);
  return built;
}

/** Whether the image had to be built. */
async function bringUpToDate(image: Image, options: ImageOptions): Promise<boolean> {
  const { docker, directory, force = false, onProgress } = options;
  const dockerfile = await readFile(join(directory, 'docker', image.dockerfile), 'utf8');
  const key = keyOf([
    dockerfile,
    (await imageId(docker, image.base)) ?? '',
    ...image.files.flatMap(({ path, content }) => [path, content]),
  ]);
  if (!force && (await imageKey(docker, image.name)) === key) {
    onProgress(`${image.name} is up to date`);
    return false;
  }
  const old = await imageId(docker, image.name);
  onProgress(`building ${image.name} on ${image.base}`);
  await build(image, dockerfile, key, options);
  await removeOld(old, image.name, options);
  return true;
}

async function build(image: Image, dockerfile: string, key: string, options: ImageOptions): Promise<void> {
  const { docker, force = false, proxies = {}, onProgress, signal } = options;
  const files = [...image.files, ...(image.help ?? []), { path: 'Dockerfile', content: dockerfile }];
  const last: string[] = [];
  const limit = AbortSignal.timeout(buildLimitMs);
  try {
    const answer = await docker.buildImage(contextTar(files), {
      t: image.name,
      buildargs: { ...proxies, BASE: image.base },
      labels: { [keyLabel]: key },
      networkmode: await buildNetwork(docker),
      nocache: force,
      forcerm: true,
      abortSignal: AbortSignal.any([signal, limit]),
    });
    const refused = await readProgress(answer, (line) => {
      last.push(line);
      if (last.length > shownLines) last.shift();
      onProgress(line);
    });
    if (refused !== undefined) throw buildFault(image.name, refused, last);
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) throw buildFault(image.name, `not done within ${buildLimitMs / 60_000} minutes`, last);
    throw error;
  }
}

/** The image that had the name before, and the stages a build leaves behind: gigabytes that nobody would miss. */
async function removeOld(old: string | undefined, name: string, { docker }: ImageOptions): Promise<void> {
  if (old !== undefined && old !== (await imageId(docker, name))) {
    await docker
      .getImage(old)
      .remove()
      .catch(() => {}); // a container may still use it
  }
  await docker.pruneImages({ filters: { dangling: ['true'], label: ['kata.stage'] } });
}

function buildFault(name: string, refused: string, last: readonly string[]): InfrastructureError {
  const text = last.join('\n');
  const next = /certificate|SSL/i.test(text)
    ? 'this network has certificates of its own: name their file in KATA_CA_BUNDLE (docker/README.md)'
    : 'docker/README.md says what the images need';
  return new InfrastructureError(`${name} could not be built: ${refused}\n${text}`, next);
}
