import { readFile } from 'node:fs/promises';
import Dockerode from 'dockerode';
import type { Bench } from '../../core/bench.ts';
import type { Driver } from '../../core/driver.ts';
import { InfrastructureError, UsageError } from '../../core/fault.ts';
import { packFile } from '../../project/pack-files.ts';
import { type StartedCompanions, startCompanions } from '../companions.ts';
import { type Agent, startAgent } from './agent.ts';
import { buildInDocker } from './build.ts';
import { engineFault } from './containers.ts';
import { engineAddress } from './engine.ts';
import { sharedFolder } from './folders.ts';
import { type DockerLimits, usualLimits } from './limits.ts';
import { sweep } from './owner.ts';
import { startPostgres } from './postgres.ts';
import { startRedis } from './redis.ts';

export interface DockerSettings {
  readonly limits?: DockerLimits;
  /** Whether crates outside the vetted set may be fetched; they may if nothing is said. */
  readonly fetches?: boolean;
}

/** Builds and runs in containers; probes are made by an agent that owns their network. For anybody's code. */
export function createDockerDriver(
  dockerHost: string | undefined,
  { limits = usualLimits, fetches = true }: DockerSettings = {},
): Driver<Buffer> {
  const docker = new Dockerode(engineAddress(dockerHost));
  let agent: Promise<Agent> | undefined;
  let beside: Promise<StartedCompanions> | undefined;
  const pending: Promise<unknown>[] = [];
  const later = (work: Promise<unknown>) => {
    work.catch(() => {});
    pending.push(work);
  };
  const stopAll = async () => {
    const [running, companions] = await Promise.all([agent?.catch(() => undefined), beside?.catch(() => undefined)]);
    [agent, beside] = [undefined, undefined];
    await Promise.all([running?.stop(), companions?.stop(), ...pending.splice(0)]);
  };
  return {
    name: 'docker',
    build: async (project, onProgress, signal) => {
      try {
        const swept = sweep(docker);
        // The agent comes up while cargo builds.
        agent = Promise.all([readAgent(), swept]).then(([program]) => startAgent(docker, program, limits));
        agent.catch(() => {});
        await swept;
        return await buildInDocker({ docker, agent, limits, fetches, onProgress, signal, later }, project);
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof UsageError ? error : engineFault(error);
      }
    },
    prepare: ({ companions = [] }) => {
      beside = agent?.then(({ id }) => {
        const place = { docker, agentId: id, limits: limits.companion };
        return startCompanions(companions, {
          postgres: () => startPostgres(place),
          redis: () => startRedis(place),
          sqlite: agentsOwnFolder,
        });
      });
      beside?.catch(() => {});
    },
    open: async (binary, exercise): Promise<Bench> => {
      if (agent === undefined) throw new Error('nothing was built');
      try {
        const [ready, started] = await Promise.all([agent, beside]);
        const bench = await ready.open(exercise.id, binary, started?.companions ?? {});
        return { ...bench, close: () => bench.close().finally(stopAll) };
      } catch (error) {
        throw engineFault(error);
      }
    },
    close: stopAll,
  };
}

async function readAgent(): Promise<Buffer> {
  const path = packFile('dist/agent.js');
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new InfrastructureError(`kata’s agent cannot be read: ${path}: ${error.code}`, 'npm run build makes it anew', { cause: error });
  });
}

/** The agent has it of its own: nothing more has to be started. */
async function agentsOwnFolder() {
  return { folder: sharedFolder, stop: async () => {} };
}
