import Dockerode from 'dockerode';
import { UsageError } from '../../core/fault.ts';
import { engineFault } from './containers.ts';
import { engineAddress } from './engine.ts';
import { type DockerLimits, usualLimits } from './limits.ts';

interface Info {
  readonly Runtimes?: { readonly [name: string]: unknown };
}

/** The usual limits, with what is the learner's held by this runtime of the engine's. The engine is asked whether it has it. */
export async function limitsIn(runtime: string, dockerHost: string | undefined): Promise<DockerLimits> {
  const docker = new Dockerode(engineAddress(dockerHost));
  const { Runtimes = {} }: Info = await docker.info().catch((error: unknown) => Promise.reject(engineFault(error)));
  const names = Object.keys(Runtimes).sort();
  if (!names.includes(runtime)) {
    throw new UsageError(`the engine has no runtime ${runtime}: it has ${names.join(', ')}`, 'docker/README.md says how one is added');
  }
  return { ...usualLimits, build: { ...usualLimits.build, runtime }, run: { ...usualLimits.run, runtime } };
}
