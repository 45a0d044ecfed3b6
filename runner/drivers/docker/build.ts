import { Readable } from 'node:stream';
import type Dockerode from 'dockerode';
import { extract } from 'tar-stream';
import type { BuildOutcome, BuildProgress, Project } from '../../core/driver.ts';
import { InfrastructureError } from '../../core/fault.ts';
import { buildFault } from '../build-fault.ts';
import { type BuiltBinary, createCargoWords, parseArtifact } from '../cargo.ts';
import { archive } from './archive.ts';
import { removeContainer, startContainer } from './containers.ts';
import { demultiplex } from './demultiplex.ts';
import { imageNames } from './engine.ts';
import { fetchCrates } from './fetch.ts';
import { buildLimits } from './limits.ts';
import { prepareSubmission } from './submission.ts';
import { withVetted } from './vetted.ts';

const sandboxUser = 10_001;
const killedExit = 137;

type OnProgress = (progress: BuildProgress) => void;

/** Builds a submission in a container of its own on the vetted set's image, without a network. The artifact is the binary itself. */
export async function buildInDocker(
  docker: Dockerode,
  project: Project,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<BuildOutcome<Buffer>> {
  const start = performance.now();
  const { files, notes } = await prepareSubmission(project);
  const tar = await archive(files, sandboxUser);
  const elapsed = () => Math.round(performance.now() - start);
  const first = await compile(docker, imageNames.build, tar, project, onProgress, signal);
  if (first.kind === 'built' || first.why.kind !== 'crate-outside') return finished(first, notes, elapsed());
  onProgress({ kind: 'step', text: `fetching crates outside the set: ${first.why.crates.map(({ name }) => name).join(', ')}` });
  const fetched = await fetchCrates(docker, tar, signal);
  if (fetched.kind === 'not-fetched') return { ...first, why: await withVetted(first.why), output: fetched.output };
  try {
    const names = first.why.crates.map(({ name }) => name).join(', ');
    const note = `outside the vetted set, fetched and compiled for this run: ${names}`;
    return finished(await compile(docker, fetched.image, tar, project, onProgress, signal), [...notes, note], elapsed());
  } finally {
    await docker.getImage(fetched.image).remove({ force: true });
  }
}

type Compiled = { readonly kind: 'built'; readonly binary: Buffer } | (BuildOutcome<Buffer> & { readonly kind: 'not-built' });

function finished(compiled: Compiled, notes: readonly string[], ms: number): BuildOutcome<Buffer> {
  return compiled.kind === 'built' ? { kind: 'built', artifact: compiled.binary, notes, ms } : compiled;
}

async function compile(
  docker: Dockerode,
  image: string,
  files: Buffer,
  project: Project,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Compiled> {
  const started = await startContainer({
    docker,
    image,
    command: ['cargo', 'build', '--offline', '--workspace', '--bins', '--message-format=json-render-diagnostics'],
    limits: buildLimits,
    network: 'none',
    files,
    readOnly: false,
    purpose: 'build',
  });
  const stop = () => void removeContainer(started.container).catch(() => {});
  signal.addEventListener('abort', stop, { once: true });
  try {
    const output = createOutput(project.binary, onProgress);
    await demultiplex(started.attached, output.take);
    const code = await started.ended;
    signal.throwIfAborted();
    const { binary, words } = output.seen();
    if (code === 0 && binary !== undefined) {
      if (binary.fresh) throw new InfrastructureError('cargo did not compile the submission but took an older build for it');
      return { kind: 'built', binary: await readBinary(started.container, binary.executable) };
    }
    if (code === killedExit) {
      const { State } = await started.container.inspect();
      const why = State.OOMKilled
        ? ({ kind: 'out-of-memory' } as const)
        : ({ kind: 'too-long', limitMs: buildLimits.wallSeconds * 1_000 } as const);
      return { kind: 'not-built', why, output: words };
    }
    return { kind: 'not-built', why: buildFault(words), output: words };
  } finally {
    signal.removeEventListener('abort', stop);
    await removeContainer(started.container);
  }
}

function createOutput(binaryName: string, onProgress: OnProgress) {
  let binary: BuiltBinary | undefined;
  const stderr = createCargoWords(onProgress);
  let line = '';
  const readJson = (text: string) => {
    const lines = (line + text).split('\n');
    line = lines.pop() ?? '';
    for (const complete of lines) {
      const built = parseArtifact(complete);
      if (built?.name === binaryName) binary = built;
    }
  };
  return {
    take: (stream: 'stdout' | 'stderr', bytes: Buffer) => {
      const text = bytes.toString('utf8');
      if (stream === 'stdout') return readJson(text);
      stderr.take(text);
    },
    seen: () => ({ binary, words: stderr.words() }),
  };
}

/** The binary out of a container that has ended. */
async function readBinary(container: Dockerode.Container, path: string): Promise<Buffer> {
  const unpack = extract();
  Readable.from(await container.getArchive({ path })).pipe(unpack);
  for await (const entry of unpack) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    if (entry.header.type === 'file') return Buffer.concat(chunks);
  }
  throw new InfrastructureError(`the built program is not at ${path} in its container`);
}
