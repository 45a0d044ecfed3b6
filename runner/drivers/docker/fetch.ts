import { readFile } from 'node:fs/promises';
import type Dockerode from 'dockerode';
import type { BuildFault } from '../../core/driver.ts';
import { InfrastructureError, UsageError } from '../../core/fault.ts';
import { buildNetwork } from '../../images/inspect.ts';
import { createLogBuffer } from '../log.ts';
import { archive } from './archive.ts';
import { imageNames } from './engine.ts';
import { runJob } from './job.ts';
import type { WriterLimits } from './limits.ts';

export type Fetched =
  | { readonly kind: 'fetched'; readonly container: Dockerode.Container; remove(): Promise<void> }
  | { readonly kind: 'failed'; readonly output: string }
  | { readonly kind: 'limited'; readonly limit: BuildFault };

const bundleInContainer = 'work/ca-bundle.crt';

/**
 * Fetches the crates of a workspace in a container with a network; `cargo fetch` runs none of the project's
 * code. The container has ended, holds them, and is the caller's to remove.
 */
export async function runFetch(docker: Dockerode, files: Buffer, limits: WriterLimits, signal: AbortSignal): Promise<Fetched> {
  const bundle = await caBundle();
  const words = createLogBuffer();
  const { container, remove, code, limit } = await runJob({
    docker,
    image: imageNames.build,
    command: ['cargo', 'fetch'],
    limits,
    network: (await buildNetwork(docker)) === 'host' ? 'host' : 'bridge',
    env: { CARGO_NET_OFFLINE: 'false', ...(bundle === undefined ? {} : { CARGO_HTTP_CAINFO: `/${bundleInContainer}` }) },
    files,
    ...(bundle === undefined ? {} : { moreFiles: await archive([{ path: bundleInContainer, content: bundle }], 0) }),
    purpose: 'fetch',
    signal,
    onOutput: words.push,
  });
  if (code === 0) return { kind: 'fetched', container, remove };
  await remove();
  if (limit?.kind === 'too-long') throw tooSlow(limits.wallSeconds);
  return limit === undefined ? { kind: 'failed', output: words.log(0).lines.join('\n').trim() } : { kind: 'limited', limit };
}

function tooSlow(wallSeconds: number): InfrastructureError {
  return new InfrastructureError(
    `fetching crates took more than ${wallSeconds} s`,
    'look whether the Docker engine reaches the registry, then try again',
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
