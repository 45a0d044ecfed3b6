import { execa } from 'execa';
import { InfrastructureError, UsageError } from '../../core/fault.ts';

export interface GitFolders {
  /** The repository that git looks at. */
  readonly git: string;
  /** Where its objects are. */
  readonly objects: string;
}

interface Call {
  readonly folders: GitFolders;
  readonly words: readonly string[];
  readonly input?: string;
  readonly outputBytes: number;
  /** As errors call the repository. */
  readonly name: string;
}

const timeoutMs = 60_000;
/** Of a single piece of memory: an object may be small, and what it is a difference to may not. */
const allocatedBytes = 256 * 1024 * 1024;

/** What git prints, up to a number of bytes; undefined where there is more. It reads no settings, runs nothing and asks nobody. */
export async function git({ folders, words, input = '', outputBytes, name }: Call): Promise<Buffer | undefined> {
  const settings = [
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'core.commitGraph=false',
    'safe.directory=*',
    'protocol.allow=never',
  ];
  const child = execa('git', ['--no-pager', ...settings.flatMap((setting) => ['-c', setting]), ...words], {
    cwd: folders.git,
    extendEnv: false,
    env: environment(folders),
    input,
    stderr: 'ignore',
    // What it prints is counted here: an object may inflate to far more than it says.
    buffer: false,
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    reject: false,
  });
  const output = await upTo(outputBytes, child.stdout);
  if (output === undefined) child.kill('SIGKILL');
  const run = await child;
  if (output === undefined) return undefined;
  if (run.code === 'ENOENT')
    throw new InfrastructureError('git is not installed here, or not on the PATH', 'install git, then run this command again');
  if (run.timedOut) throw new UsageError(`${name} takes git more than ${timeoutMs / 1_000} s to read`, 'clone it anew, and name the clone');
  if (run.failed) {
    throw new UsageError(
      `git finds no such commit, or not all of it: ${name}`,
      'name a commit, a branch or a tag after the @, and see that git fsck is content',
    );
  }
  return output;
}

async function upTo(bytes: number, stream: AsyncIterable<Uint8Array>): Promise<Buffer | undefined> {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    for await (const piece of stream) {
      sizeBytes += piece.length;
      if (sizeBytes > bytes) return undefined;
      pieces.push(piece);
    }
  } catch {
    // It ended before its time, and its exit says why.
  }
  return Buffer.concat(pieces);
}

function environment({ git, objects }: GitFolders) {
  return {
    PATH: process.env.PATH,
    LC_ALL: 'C',
    HOME: git,
    GIT_DIR: git,
    GIT_OBJECT_DIRECTORY: objects,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOC_LIMIT: String(allocatedBytes),
  };
}
