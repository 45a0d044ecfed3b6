import { readFile } from 'node:fs/promises';
import type Dockerode from 'dockerode';
import { InfrastructureError, UsageError } from '../../core/fault.ts';
import { buildNetwork } from '../../images/inspect.ts';
import { cargoExits } from '../cargo.ts';
import { createLogBuffer } from '../log.ts';
import { archive } from './archive.ts';
import { removeContainer, type StartedContainer, startContainer } from './containers.ts';
import { demultiplex } from './demultiplex.ts';
import { watchDisk } from './disk.ts';
import { imageNames } from './engine.ts';
import type { WriterLimits } from './limits.ts';

export type Fetched =
  | { readonly kind: 'fetched'; readonly started: StartedContainer }
  | { readonly kind: 'failed'; readonly output: string }
  | { readonly kind: 'too-much-disk'; readonly limitBytes: number };

const bundleInContainer = 'work/ca-bundle.crt';

/**
 * Fetches the crates of a workspace in a container with a network; `cargo fetch` runs none of the project's
 * code. The container has ended, holds them, and is the caller's to remove.
 */
export async function runFetch(docker: Dockerode, files: Buffer, limits: WriterLimits, signal: AbortSignal): Promise<Fetched> {
  const bundle = await caBundle();
  const started = await startContainer({
    docker,
    image: imageNames.build,
    command: ['cargo', 'fetch'],
    limits,
    network: (await buildNetwork(docker)) === 'host' ? 'host' : 'bridge',
    env: { CARGO_NET_OFFLINE: 'false', ...(bundle === undefined ? {} : { CARGO_HTTP_CAINFO: `/${bundleInContainer}` }) },
    files,
    ...(bundle === undefined ? {} : { moreFiles: await archive([{ path: bundleInContainer, content: bundle }], 0) }),
    readOnly: false,
    purpose: 'fetch',
  });
  const stop = () => void removeContainer(started.container).catch(() => {});
  const disk = watchDisk(started.container, limits.diskBytes);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const words = createLogBuffer();
    await demultiplex(started.attached, words.push);
    const code = await started.ended;
    signal.throwIfAborted();
    if (code === 0) return { kind: 'fetched', started };
    await removeContainer(started.container);
    if (disk.isOver()) return { kind: 'too-much-disk', limitBytes: limits.diskBytes };
    if (!cargoExits.includes(code)) throw ended(limits.wallSeconds);
    return { kind: 'failed', output: words.log(0).lines.join('\n').trim() };
  } catch (error) {
    await removeContainer(started.container);
    throw error;
  } finally {
    disk.end();
    signal.removeEventListener('abort', stop);
  }
}

function ended(wallSeconds: number): InfrastructureError {
  return new InfrastructureError(
    `fetching crates was ended before it was done, as it is after ${wallSeconds} s`,
    'look whether the Docker engine still runs and reaches the registry, then try again',
  );
}

/** The bundle of certificates that this network asks for (KATA_CA_BUNDLE), if it has a proxy of its own. */
async function caBundle(): Promise<Buffer | undefined> {
  const path = process.env.KATA_CA_BUNDLE;
  if (path === undefined || path === '') return undefined;
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`KATA_CA_BUNDLE names ${path}, which cannot be read: ${error.code}`);
  });
}
