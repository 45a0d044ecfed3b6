import { readFile } from 'node:fs/promises';
import Dockerode from 'dockerode';
import type { Bench } from '../../core/bench.ts';
import type { Driver } from '../../core/driver.ts';
import { packFile } from '../../project/pack-files.ts';
import { type Agent, startAgent } from './agent.ts';
import { buildInDocker } from './build.ts';
import { engineFault } from './containers.ts';
import { engineAddress } from './engine.ts';
import { type DockerLimits, usualLimits } from './limits.ts';
import { sweep } from './owner.ts';
import { makeProgramImage } from './program-image.ts';

/** Builds and runs in containers; probes are made by an agent that owns their network. For anybody's code. */
export function createDockerDriver(dockerHost: string | undefined, limits: DockerLimits = usualLimits): Driver<Buffer> {
  const docker = new Dockerode(engineAddress(dockerHost));
  let agent: Promise<Agent> | undefined;
  const stopAgent = async () => {
    const running = await agent?.catch(() => undefined);
    agent = undefined;
    await running?.stop();
  };
  return {
    name: 'docker',
    build: async (project, onProgress, signal) => {
      try {
        await sweep(docker);
        // The agent comes up while cargo builds.
        agent = readFile(packFile('dist/agent.js')).then((program) => startAgent(docker, program, limits));
        agent.catch(() => {});
        return await buildInDocker({ docker, agent, limits, onProgress, signal }, project);
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof Error && error.name === 'UsageError' ? error : engineFault(error);
      }
    },
    open: async (binary, exercise): Promise<Bench> => {
      if (agent === undefined) throw new Error('nothing was built');
      try {
        const [ready, image] = await Promise.all([agent, makeProgramImage(docker, binary)]);
        const bench = await ready.open(exercise.id, image);
        return { ...bench, close: () => bench.close().finally(stopAgent) };
      } catch (error) {
        throw engineFault(error);
      }
    },
    close: stopAgent,
  };
}
