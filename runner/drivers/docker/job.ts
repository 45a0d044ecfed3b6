import type Dockerode from 'dockerode';
import type { BuildFault } from '../../core/driver.ts';
import { InfrastructureError } from '../../core/fault.ts';
import type { Resources } from '../../core/program.ts';
import { type Usage, usageOf } from '../../core/usage.ts';
import { cargoExits } from '../cargo.ts';
import type { Agent } from './agent.ts';
import { type Container, ranOutOfMemory, startContainer } from './containers.ts';
import { demultiplex } from './demultiplex.ts';
import { watchDisk } from './disk.ts';
import type { WriterLimits } from './limits.ts';
import { watchContainer } from './watch.ts';

const killedExit = 137;

/** One run of cargo in a container of its own, which writes to its own files. */
export interface Job extends Omit<Container, 'readOnly' | 'limits'> {
  readonly limits: WriterLimits;
  readonly purpose: 'build' | 'fetch';
  /** Who looks at what it uses, where it runs code of the project. */
  readonly agent?: Promise<Agent>;
  readonly signal: AbortSignal;
  readonly onOutput: (stream: 'stdout' | 'stderr', bytes: Buffer) => void;
}

export interface JobEnded {
  /** It has ended, holds what was written, and is the caller's to remove. */
  readonly container: Dockerode.Container;
  remove(): Promise<void>;
  readonly code: number;
  readonly usage?: Usage;
  /** The limit that ended it. */
  readonly limit?: BuildFault;
}

/** Runs cargo to its end, or to the first limit that it runs into. What neither of both ended is the machine's fault. */
export async function runJob({ agent, signal, onOutput, ...wanted }: Job): Promise<JobEnded> {
  const start = performance.now();
  const { container, id, attached, ended, remove } = await startContainer({ ...wanted, readOnly: false });
  const stop = () => void remove().catch(() => {});
  // What it started may hold its output open until its time is over.
  const watch = agent === undefined ? undefined : watchContainer(agent, id, () => void container.kill().catch(() => {}));
  const disk = watchDisk(container, wanted.limits.diskBytes);
  signal.addEventListener('abort', stop, { once: true });
  try {
    await demultiplex(attached, onOutput);
    const code = await ended;
    signal.throwIfAborted();
    const used = watch?.seen();
    const seen = { container, remove, code, ...(used === undefined ? {} : { usage: usageOf(used) }) };
    if (code === 0) return seen;
    const ran = { outOfMemory: await ranOutOfMemory(container), outOfDisk: disk.isOver(), used, ms: performance.now() - start };
    const limit = limitBehind(code, ran, wanted.limits);
    if (limit !== undefined) return { ...seen, limit };
    if (!cargoExits.includes(code)) throw killed(wanted.purpose);
    return seen;
  } catch (error) {
    await remove();
    throw error;
  } finally {
    watch?.end();
    disk.end();
    signal.removeEventListener('abort', stop);
  }
}

interface Ran {
  readonly outOfMemory: boolean;
  readonly outOfDisk: boolean;
  readonly used: Resources | undefined;
  readonly ms: number;
}

function limitBehind(code: number, { outOfMemory, outOfDisk, used, ms }: Ran, limits: WriterLimits): BuildFault | undefined {
  if (outOfDisk) return { kind: 'too-much-disk', limitBytes: limits.diskBytes };
  if (outOfMemory) return { kind: 'out-of-memory', limitBytes: limits.memoryBytes };
  if ((used?.refusedProcesses ?? 0) > 0) return { kind: 'too-many-processes', limit: limits.pids };
  const limitMs = limits.wallSeconds * 1_000;
  return code === killedExit && ms >= limitMs ? { kind: 'too-long', limitMs } : undefined;
}

/** Before its time was over, and with memory to spare: by an engine that is ending, or by somebody else. */
function killed(purpose: Job['purpose']): InfrastructureError {
  return purpose === 'build'
    ? new InfrastructureError(
        'something killed the build',
        'try again; if it stays so, look whether a build script or a macro of the project does it',
      )
    : new InfrastructureError('something killed the fetching of crates', 'look whether the Docker engine still runs, then try again');
}
