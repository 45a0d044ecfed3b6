import { randomBytes } from 'node:crypto';
import type Dockerode from 'dockerode';
import { imageId } from '../../images/inspect.ts';
import { keyOf } from '../../images/key.ts';
import { type ArchiveFile, archive } from './archive.ts';
import { removeContainer, type StartedContainer, startContainer } from './containers.ts';
import { demultiplex } from './demultiplex.ts';
import { watchDisk } from './disk.ts';
import { imageNames } from './engine.ts';
import { runFetch } from './fetch.ts';
import type { DockerLimits } from './limits.ts';
import { type Labels, nobodys, ownerLabels } from './owner.ts';
import { skeletonOf } from './skeleton.ts';

export type CrateImage =
  | { readonly kind: 'there'; readonly image: string }
  | { readonly kind: 'not-fetched'; readonly output: string }
  | TooMuchDisk;

type TooMuchDisk = { readonly kind: 'too-much-disk'; readonly limitBytes: number };

interface Making {
  readonly docker: Dockerode;
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
  if (fetched.kind === 'too-much-disk') return fetched;
  const sources = `${repository}:sources-${randomBytes(6).toString('hex')}`;
  await commit(fetched.started, sources, ownerLabels(livesSeconds)).finally(() => removeContainer(fetched.started.container));
  try {
    onStep('compiling them, once for this Cargo.lock');
    const over = await compileSkeleton(making, sources, tar, image);
    if (over !== undefined) return over;
  } finally {
    await docker.getImage(sources).remove({ force: true });
  }
  await removeOldest(docker);
  return { kind: 'there', image };
}

/** Whatever does not compile here is told by the build of the submission itself. */
async function compileSkeleton(
  { docker, limits: { build: limits }, signal }: Making,
  sources: string,
  files: Buffer,
  image: string,
): Promise<TooMuchDisk | undefined> {
  const started = await startContainer({
    docker,
    image: sources,
    command: ['cargo', 'build', '--offline', '--workspace', '--bins'],
    limits,
    network: 'none',
    files,
    readOnly: false,
    purpose: 'build',
  });
  const stop = () => void removeContainer(started.container).catch(() => {});
  const disk = watchDisk(started.container, limits.diskBytes);
  signal.addEventListener('abort', stop, { once: true });
  try {
    await demultiplex(started.attached, () => {});
    await started.ended;
    signal.throwIfAborted();
    if (disk.isOver()) return { kind: 'too-much-disk', limitBytes: limits.diskBytes };
    await commit(started, image, nobodys);
    return undefined;
  } finally {
    disk.end();
    signal.removeEventListener('abort', stop);
    await removeContainer(started.container);
  }
}

/** A container's labels go to its image as well, unless they are said anew. */
async function commit({ container }: StartedContainer, image: string, labels: Labels): Promise<void> {
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
