import type Dockerode from 'dockerode';
import type { Exit, Launcher, Resources } from '../../core/program.ts';
import { type ContainerUsage, type Usage, usageOf, usedTogether } from '../../core/usage.ts';
import { createLogBuffer, type LogBuffer } from '../log.ts';
import { engineFault, ranOutOfMemory, type StartedContainer, startContainer } from './containers.ts';
import { type DockerStream, demultiplex } from './demultiplex.ts';
import { imageNames } from './engine.ts';
import { exitOf } from './exit.ts';
import { programFolder } from './folders.ts';
import type { ProgramLimits } from './limits.ts';

interface Started extends StartedContainer {
  readonly exit: Promise<Exit>;
  readonly log: LogBuffer;
}

interface Programs {
  readonly docker: Dockerode;
  readonly agentId: string;
  /** What is in the agent's container as well: the program, and files where the exercise has some. */
  readonly folders: readonly Dockerode.MountSettings[];
  readonly limits: ProgramLimits;
  readonly usageOf: (containerId: string) => Promise<ContainerUsage | null>;
}

/** Runs the program in containers that join the agent's network and share nothing else with it. */
export function createDockerLauncher(programs: Programs): Launcher {
  const { limits } = programs;
  const started = new Map<number, Promise<Started>>();
  const ended: Usage[] = [];
  let closed = false;
  const find = (id: number): Promise<Started> => {
    const program = started.get(id);
    if (program === undefined) throw new Error(`no program ${id} was started`);
    return program;
  };
  const resources = async (id: number): Promise<Resources | undefined> => {
    const seen = await programs.usageOf((await find(id)).id);
    return seen === null ? undefined : resourcesIn(seen);
  };
  /** Of one that has ended nothing is to be seen any more. */
  const usage = async (program: Promise<Started>): Promise<readonly Usage[]> => {
    const seen = await program.then(({ id }) => programs.usageOf(id)).catch(() => null);
    return seen === null ? [] : [usageOf(seen)];
  };
  const remove = async (id: number): Promise<void> => {
    const program = started.get(id);
    started.delete(id);
    if (program !== undefined && !closed) ended.push(...(await usage(program)));
    const launched = await program?.catch(() => undefined);
    if (launched !== undefined) await launched.remove();
  };
  return {
    bindHost: '0.0.0.0',
    start: async ({ id, env }) => {
      if (closed) return;
      const launching = launch(programs, env).catch((error: unknown) => Promise.reject(engineFault(error)));
      started.set(id, launching);
      const { exit } = await launching;
      const outOfMemory = ({ memoryLimitBytes: peakBytes }: Exit) => {
        if (peakBytes !== undefined) ended.push({ cpuMs: 0, peakBytes, outOfMemory: 1 });
      };
      exit.then(outOfMemory, () => {});
    },
    signal: async (id, signal) => {
      const { container } = await find(id);
      // A program that has ended cannot be told anything: the same as a signal to a process that is gone.
      await container.kill({ signal }).catch((error: { statusCode?: number }) => {
        if (error.statusCode !== 409 && error.statusCode !== 404) throw engineFault(error);
      });
    },
    exit: async (id) => (await find(id)).exit.catch((error: unknown) => Promise.reject(engineFault(error))),
    log: async (id, since) => (await find(id)).log.log(since),
    logWith: async (id, text, times, timeoutMs) => (await find(id)).log.stdoutWith(text, times, timeoutMs),
    listening: async () => undefined,
    resources,
    limitsHit: async (id) => {
      const { refusedProcesses = 0 } = (await resources(id)) ?? {};
      return refusedProcesses > 0 ? [{ kind: 'processes', limit: limits.pids }] : [];
    },
    usage: async () => usedTogether([...ended, ...(await Promise.all([...started.values()].map(usage))).flat()]),
    remove,
    removeAll: async () => {
      closed = true;
      await Promise.all([...started.keys()].map(remove));
    },
  };
}

function resourcesIn({ cpuMs, residentBytes, peakBytes, refusedProcesses }: ContainerUsage): Resources {
  return { cpuMs, residentBytes, peakBytes, ...(refusedProcesses === undefined ? {} : { refusedProcesses }) };
}

async function launch({ docker, agentId, folders, limits }: Programs, env: { readonly [name: string]: string }): Promise<Started> {
  const container = await startContainer({
    docker,
    image: imageNames.run,
    command: [`${programFolder}/server`],
    limits,
    network: { of: agentId },
    folders,
    env,
    readOnly: true,
    purpose: 'run',
  });
  const log = createLogBuffer();
  let printedBytes = 0;
  const floods = () => printedBytes > limits.logBytes;
  const read = (stream: DockerStream, chunk: Buffer) => {
    if (floods()) return;
    printedBytes += chunk.length;
    log.push(stream, chunk);
    if (floods()) container.container.kill().catch(() => {});
  };
  const drained = demultiplex(container.attached, read).catch(() => {});
  // The exit is the container's own; its log is complete a moment later, when the pipes are drained.
  const exit = container.ended.then(async (code) => {
    await drained;
    const exit = exitOf(code);
    if (floods()) return { ...exit, logLimitBytes: limits.logBytes };
    const memory = exit.signal === 'SIGKILL' && (await ranOutOfMemory(container.container));
    return memory ? { ...exit, memoryLimitBytes: limits.memoryBytes } : exit;
  });
  exit.catch(() => {});
  return { ...container, exit, log };
}
