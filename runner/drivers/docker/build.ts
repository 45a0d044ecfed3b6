import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type Dockerode from 'dockerode';
import { extract } from 'tar-stream';
import type { BuildOutcome, BuildProgress, OutsideCrate, Project } from '../../core/driver.ts';
import { InfrastructureError, UsageError } from '../../core/fault.ts';
import type { Usage } from '../../core/usage.ts';
import { packFile } from '../../project/pack-files.ts';
import { buildFault } from '../build-fault.ts';
import { type BuiltBinary, createCargoWords, parseArtifact } from '../cargo.ts';
import { createLines } from '../lines.ts';
import type { Agent } from './agent.ts';
import { archive } from './archive.ts';
import { diskFull } from './containers.ts';
import { crateImage } from './crates.ts';
import { imageNames } from './engine.ts';
import { runJob } from './job.ts';
import type { DockerLimits } from './limits.ts';
import { prepareSubmission } from './submission.ts';
import { withVetted } from './vetted.ts';

const sandboxUser = 10_001;
/** Far more than a server with all its symbols. */
const binaryBytes = 512 * 1_024 * 1_024;
/** Less than any build needs. */
const roomBytes = 64 * 1_024 * 1_024;
/** More than cargo says of any crate in a line of JSON. */
const lineCharacters = 4 * 1_024 * 1_024;

interface Builder {
  readonly docker: Dockerode;
  readonly agent: Promise<Agent>;
  readonly limits: DockerLimits;
  /** Whether crates outside the vetted set may be fetched. */
  readonly fetches: boolean;
  readonly onProgress: (progress: BuildProgress) => void;
  readonly signal: AbortSignal;
  /** Takes what has to be done before the driver is closed, and what nobody waits for until then. */
  readonly later: (work: Promise<unknown>) => void;
}

/** Builds a submission in a container of its own on the vetted set's image, without a network. The artifact is the binary itself. */
export async function buildInDocker(builder: Builder, project: Project): Promise<BuildOutcome<Buffer>> {
  const { docker, agent, limits, fetches, onProgress, signal } = builder;
  const start = performance.now();
  const lockfile = await readFile(packFile('fixtures/Cargo.lock'), 'utf8');
  const { files, notes } = await prepareSubmission(project, lockfile);
  const tar = await archive(files, sandboxUser);
  const elapsed = () => Math.round(performance.now() - start);
  const first = await compile(builder, imageNames.build, tar, project);
  if (first.kind === 'built' || first.why.kind !== 'crate-outside') return finished(first, notes, elapsed());
  const outside = withVetted(first.why.crates, lockfile);
  if (!fetches) throw outsideRefused(outside);
  const names = outside.map(({ name }) => name).join(', ');
  const onStep = (step: string) => onProgress({ kind: 'step', text: `crates outside the set (${names}): ${step}` });
  const crates = await crateImage({ docker, agent, limits, owner: sandboxUser, signal, onStep }, files);
  if (crates.kind === 'limited') return { ...first, why: crates.limit, output: '' };
  if (crates.kind === 'not-fetched') return { ...first, why: { kind: 'crate-outside', crates: outside }, output: crates.output };
  const note = `outside the vetted set, fetched and compiled once for this Cargo.lock: ${names}`;
  // Packed anew: what is older than the empty programs in that image would be taken for built.
  return finished(await compile(builder, crates.image, await archive(files, sandboxUser), project), [...notes, note], elapsed());
}

function outsideRefused(crates: readonly OutsideCrate[]): UsageError {
  const names = crates.map(
    ({ name, wanted, vetted }) =>
      `${name}${wanted === '*' ? '' : ` ${wanted}`} (${vetted === undefined ? 'not in the set' : `the set has ${vetted}`})`,
  );
  return new UsageError(
    `the project needs crates outside the vetted set: ${names.join(', ')}`,
    'take what the set has, or leave out --no-fetch where crates may be fetched',
  );
}

type Compiled =
  | { readonly kind: 'built'; readonly binary: Buffer; readonly usage?: Usage }
  | (BuildOutcome<Buffer> & { readonly kind: 'not-built' });

function finished(compiled: Compiled, notes: readonly string[], ms: number): BuildOutcome<Buffer> {
  if (compiled.kind === 'not-built') return compiled;
  const { binary, ...built } = compiled;
  return { ...built, artifact: binary, notes, ms };
}

async function compile(
  { docker, agent, limits, onProgress, signal, later }: Builder,
  image: string,
  files: Buffer,
  project: Project,
): Promise<Compiled> {
  const output = createOutput(project.binary, onProgress);
  const { container, remove, code, limit, ...used } = await runJob({
    docker,
    image,
    command: ['cargo', 'build', '--offline', '--workspace', '--bins', '--message-format=json-render-diagnostics'],
    limits: limits.build,
    network: 'none',
    files,
    purpose: 'build',
    agent,
    signal,
    onOutput: output.take,
  });
  try {
    const { binary, words } = output.seen();
    if (code === 0 && binary !== undefined) {
      if (binary.fresh) throw new InfrastructureError('cargo did not compile the submission but took an older build for it');
      const content = await readBinary(container, binary.executable);
      return content === undefined
        ? { kind: 'not-built', why: { kind: 'too-large', limitBytes: binaryBytes }, output: words, ...used }
        : { kind: 'built', binary: content, ...used };
    }
    if (limit === undefined && /No space left on device/.test(words) && (await (await agent).freeBytes()) < roomBytes) throw diskFull();
    return { kind: 'not-built', why: limit ?? buildFault(words), output: words, ...used };
  } finally {
    later(remove());
  }
}

function createOutput(binaryName: string, onProgress: Builder['onProgress']) {
  let binary: BuiltBinary | undefined;
  const stderr = createCargoWords(onProgress);
  const json = createLines(lineCharacters, (line) => {
    const built = parseArtifact(line);
    if (built?.name === binaryName) binary = built;
  });
  return {
    take: (stream: 'stdout' | 'stderr', bytes: Buffer) => {
      const text = bytes.toString('utf8');
      if (stream === 'stdout') return json.push(text);
      stderr.take(text);
    },
    seen: () => ({ binary, words: stderr.words() }),
  };
}

/** The binary out of a container that has ended; undefined where it is too large to be held. */
async function readBinary(container: Dockerode.Container, path: string): Promise<Buffer | undefined> {
  const unpack = extract();
  const packed = Readable.from(await container.getArchive({ path }));
  packed.pipe(unpack);
  try {
    for await (const entry of unpack) {
      if ((entry.header.size ?? 0) > binaryBytes) return undefined;
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      if (entry.header.type === 'file') return Buffer.concat(chunks);
    }
  } finally {
    // What is not read of it would hold the connection, and kata with it, for minutes.
    packed.destroy();
  }
  throw new InfrastructureError(`the built program is not at ${path} in its container`);
}
