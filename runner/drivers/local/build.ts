import { execa } from 'execa';
import type { BuildOutcome, BuildProgress, Project } from '../../core/driver.ts';
import { InfrastructureError } from '../../core/fault.ts';
import { unpackFirst } from '../../project/source.ts';
import { buildFault } from '../build-fault.ts';
import { type BuiltBinary, createCargoWords, parseArtifact } from '../cargo.ts';

/** Builds in place with the host's cargo, into the learner's own `target/` or the folder given. The artifact is the binary's path. */
export async function buildLocally(
  project: Project,
  onProgress: (progress: BuildProgress) => void,
  signal: AbortSignal,
  targetDirectory?: string,
): Promise<BuildOutcome<string>> {
  if (project.tree.kind === 'memory') throw unpackFirst(project.tree.shown(project.directory));
  const start = performance.now();
  const cargo = execa('cargo', ['build', '--bin', project.binary, '--message-format=json-render-diagnostics'], {
    cwd: project.directory,
    env: {
      CARGO_TERM_PROGRESS_WHEN: 'always',
      CARGO_TERM_PROGRESS_WIDTH: '100',
      CARGO_TERM_COLOR: 'never',
      ...(targetDirectory === undefined ? {} : { CARGO_TARGET_DIR: targetDirectory }),
    },
    stdin: 'ignore',
    reject: false,
    buffer: false,
    cancelSignal: signal,
    forceKillAfterDelay: 2_000,
  });
  let binary: BuiltBinary | undefined;
  const stderr = createCargoWords(onProgress);
  const readArtifacts = (async () => {
    for await (const line of cargo.iterable({ from: 'stdout' })) {
      const built = parseArtifact(line);
      if (built?.name === project.binary) binary = built;
    }
  })();
  cargo.stderr.setEncoding('utf8').on('data', stderr.take);
  const [result] = await Promise.all([cargo, readArtifacts.catch(() => {})]);
  signal.throwIfAborted();
  if (result.code === 'ENOENT') {
    throw new InfrastructureError(
      'cargo is not installed here, or not on the PATH',
      'install Rust with rustup, then run this command again',
    );
  }
  if (result.exitCode === 0 && binary !== undefined) {
    return { kind: 'built', artifact: binary.executable, ms: Math.round(performance.now() - start), notes: [] };
  }
  const words = stderr.words();
  if (/No space left on device|Disk quota exceeded/.test(words)) {
    throw new InfrastructureError('cargo could not write: the disk is full', 'make room there, then run this command again');
  }
  return { kind: 'not-built', why: buildFault(words), output: words };
}
