import { randomBytes } from 'node:crypto';
import type Dockerode from 'dockerode';
import type { BuildFault } from '../../core/driver.ts';
import { imageId } from '../../images/inspect.ts';
import { keyOf } from '../../images/key.ts';
import type { Agent } from './agent.ts';
import { type ArchiveFile, archive } from './archive.ts';
import { imageNames } from './engine.ts';
import { runFetch } from './fetch.ts';
import { runJob } from './job.ts';
import type { DockerLimits } from './limits.ts';
import { type Labels, nobodys, ownerLabels } from './owner.ts';
import { skeletonOf } from './skeleton.ts';

export type CrateImage =
  | { readonly kind: 'there'; readonly image: string }
  | { readonly kind: 'not-fetched'; readonly output: string }
  | { readonly kind: 'limited'; readonly limit: BuildFault };

interface Making {
  readonly docker: Dockerode;
  readonly agent: Promise<Agent>;
  readonly limits: DockerLimits;
  readonly owner: number;
  readonly signal: AbortSignal;
  readonly onStep: (text: string) => void;
}

const repository = 'kata/crates';
const kept = 5;
const livesSeconds = 900;

/**
 * The image with the crates that a submission needs beyond the set, fetched and compiled without a line of the
 * submission's own code. Made once for what its manifests and its lockfile say; of these images the last few are kept.
 */
export async function crateImage(making: Making, files: readonly ArchiveFile[]): Promise<CrateImage> {
  const { docker, limits, owner, onStep } = making;
  const skeleton = skeletonOf(files);
  const image = `${repository}:${keyOf([(await imageId(docker, imageNames.build)) ?? '', ...asked(skeleton)])}`;
  if ((await imageId(docker, image)) !== undefined) return { kind: 'there', image };
  const tar = await archive(skeleton, owner);
  onStep('fetching them');
  const fetched = await runFetch(docker, tar, limits.fetch, making.signal);
  if (fetched.kind === 'failed') return { kind: 'not-fetched', output: fetched.output };
  if (fetched.kind === 'limited') return fetched;
  const sources = `${repository}:sources-${randomBytes(6).toString('hex')}`;
  await commit(fetched.container, sources, ownerLabels(livesSeconds)).finally(fetched.remove);
  try {
    onStep('compiling them, once for this Cargo.lock');
    const limit = await compileSkeleton(making, sources, tar, image);
    if (limit !== undefined) return { kind: 'limited', limit };
  } finally {
    await docker.getImage(sources).remove({ force: true });
  }
  await removeOldest(docker);
  return { kind: 'there', image };
}

/** Whatever does not compile here is told by the build of the submission itself. */
async function compileSkeleton(
  { docker, agent, limits, signal }: Making,
  sources: string,
  files: Buffer,
  image: string,
): Promise<BuildFault | undefined> {
  const { container, remove, limit } = await runJob({
    docker,
    image: sources,
    command: ['cargo', 'build', '--offline', '--workspace', '--bins'],
    limits: limits.build,
    network: 'none',
    files,
    purpose: 'build',
    agent,
    signal,
    onOutput: () => {},
  });
  try {
    if (limit === undefined) await commit(container, image, nobodys);
    return limit;
  } finally {
    await remove();
  }
}

/** A container's labels go to its image as well, unless they are said anew. */
async function commit(container: Dockerode.Container, image: string, labels: Labels): Promise<void> {
  const [repo = '', tag = ''] = image.split(':');
  const lines = Object.entries(labels).map(([name, value]) => `LABEL ${JSON.stringify(name)}=${JSON.stringify(value)}`);
  await container.commit({ repo, tag, changes: ['ENV CARGO_NET_OFFLINE=true', 'USER 10001:10001', ...lines].join('\n') });
}

async function removeOldest(docker: Dockerode): Promise<void> {
  const images = await docker.listImages({ filters: { reference: [repository] } });
  const old = images.toSorted((a, b) => b.Created - a.Created).slice(kept);
  // One that another run builds in just now stays until next time.
  await Promise.all(
    old
      .flatMap(({ RepoTags }) => RepoTags ?? [])
      .map((name) =>
        docker
          .getImage(name)
          .remove()
          .catch(() => {}),
      ),
  );
}

function asked(skeleton: readonly ArchiveFile[]): readonly string[] {
  return skeleton.filter(({ path }) => !path.endsWith('.rs')).flatMap(({ path, content }) => [path, content.toString('utf8')]);
}
