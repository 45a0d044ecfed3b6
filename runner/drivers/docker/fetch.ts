import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type Dockerode from 'dockerode';
import { UsageError } from '../../core/fault.ts';
import { buildNetwork } from '../../images/inspect.ts';
import { archive } from './archive.ts';
import { removeContainer, startContainer } from './containers.ts';
import { demultiplex } from './demultiplex.ts';
import { imageNames } from './engine.ts';
import type { Limits } from './limits.ts';
import { ownerLabels } from './owner.ts';

type Fetched = { readonly kind: 'fetched'; readonly image: string } | { readonly kind: 'not-fetched'; readonly output: string };

const bundleInContainer = 'work/ca-bundle.crt';

/**
 * Fetches the crates that a submission needs beyond the set, in a container with a network. `cargo fetch`
 * runs none of the project's code. What it fetched becomes an image for this run alone.
 */
export async function fetchCrates(docker: Dockerode, files: Buffer, limits: Limits, signal: AbortSignal): Promise<Fetched> {
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
  try {
    let output = '';
    await demultiplex(started.attached, (_, bytes) => {
      output += bytes.toString('utf8');
    });
    const code = await started.ended;
    signal.throwIfAborted();
    if (code !== 0) return { kind: 'not-fetched', output: output.trim() };
    const image = `kata/fetched:${randomBytes(6).toString('hex')}`;
    const [repo = '', tag = ''] = image.split(':');
    const labels = Object.entries(ownerLabels(900)).map(([name, value]) => `LABEL ${JSON.stringify(name)}=${JSON.stringify(value)}`);
    await started.container.commit({ repo, tag, changes: ['ENV CARGO_NET_OFFLINE=true', 'USER 10001:10001', ...labels].join('\n') });
    return { kind: 'fetched', image };
  } finally {
    await removeContainer(started.container);
  }
}

/** The bundle of certificates that this network asks for (KATA_CA_BUNDLE), if it has a proxy of its own. */
async function caBundle(): Promise<Buffer | undefined> {
  const path = process.env.KATA_CA_BUNDLE;
  if (path === undefined || path === '') return undefined;
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`KATA_CA_BUNDLE names ${path}, which cannot be read: ${error.code}`);
  });
}
