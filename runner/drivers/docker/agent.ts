import { PassThrough } from 'node:stream';
import type Dockerode from 'dockerode';
import { remoteBench, type WaitingFor } from '../../agent/bench.ts';
import { createChannel, type Handlers } from '../../agent/channel.ts';
import { launcherHandlers } from '../../agent/launcher.ts';
import type { Bench } from '../../core/bench.ts';
import type { Companions } from '../../core/companion.ts';
import { InfrastructureError } from '../../core/fault.ts';
import type { Json } from '../../core/json.ts';
import type { Launcher } from '../../core/program.ts';
import type { ContainerUsage } from '../../core/usage.ts';
import { archive } from './archive.ts';
import { startContainer } from './containers.ts';
import { demultiplex } from './demultiplex.ts';
import { imageNames } from './engine.ts';
import { agentFolders, foldersOf, programFolder } from './folders.ts';
import { createDockerLauncher } from './launcher.ts';
import type { DockerLimits } from './limits.ts';

const wordsLimit = 8_192;

/** The container that owns a run's network and makes its probes. It ends with its standard input. */
export interface Agent {
  readonly id: string;
  open(exerciseId: string, program: Buffer, companions: Companions): Promise<Bench>;
  /** What a container has used; null for one that has ended. */
  usageOf(containerId: string): Promise<ContainerUsage | null>;
  /** How much more can be written where the engine keeps what containers write. */
  freeBytes(): Promise<number>;
  stop(): Promise<void>;
}

export async function startAgent(docker: Dockerode, own: Buffer, limits: DockerLimits): Promise<Agent> {
  const started = await startContainer({
    docker,
    image: imageNames.agent,
    // Its program comes first on its standard input: to have it unpacked by the engine takes 50 ms of a core.
    command: ['sh', '-c', `head -c ${own.length} > /tmp/agent.mjs && exec node /tmp/agent.mjs`],
    limits: limits.agent,
    network: 'own',
    // It reads there what the programs beside it use.
    mounts: ['/sys/fs/cgroup:/cgroup:ro'],
    folders: agentFolders(limits.agent),
    readOnly: true,
    input: true,
    purpose: 'agent',
  });
  started.attached.write(own);
  const lines = new PassThrough();
  let words = '';
  void demultiplex(started.attached, (stream, bytes) => {
    if (stream === 'stdout') lines.write(bytes);
    else if (words.length < wordsLimit) words += bytes.toString('utf8');
  }).then(
    () => lines.end(),
    () => lines.end(),
  );
  let launcher: Launcher | undefined;
  const waitingFor: WaitingFor = new Map();
  const handlers: Handlers = {
    ...Object.fromEntries(
      Object.keys(launcherHandlers({} as Launcher)).map((name) => [
        name,
        (...params) => {
          const call = launcher === undefined ? undefined : launcherHandlers(launcher)[name];
          if (call === undefined) throw new Error('no program was opened');
          return call(...params);
        },
      ]),
    ),
    waiting: async (server) => waitingFor.get(server as number)?.(),
  };
  const channel = createChannel(lines, started.attached, handlers, () => {
    const said = words.trim() === '' ? '' : `: ${words.trim().split('\n').slice(-3).join(' ')}`;
    return new InfrastructureError(
      `the agent’s container ended in the middle of the run${said}`,
      'look whether the Docker engine still runs, then try again',
    );
  });
  const usageOf = async (container: string) => (await channel.call('usageOf', started.id, container)) as unknown as ContainerUsage | null;
  return {
    id: started.id,
    usageOf,
    freeBytes: async () => Number(await channel.call('freeBytes')),
    open: async (exerciseId, program, companions) => {
      const files = await archive([{ path: 'server', content: program, mode: 0o755 }], 0);
      await started.container.putArchive(files, { path: programFolder });
      const folders = await foldersOf(started.container, companions.sqlite !== undefined);
      launcher = createDockerLauncher({ docker, agentId: started.id, folders, limits: limits.run, usageOf });
      await channel.call('open', exerciseId, companions as Json);
      return remoteBench(channel, waitingFor);
    },
    stop: async () => {
      await launcher?.removeAll();
      await started.remove();
    },
  };
}
