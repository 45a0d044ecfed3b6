import type { Driver } from '../core/driver.ts';
import { InfrastructureError, UsageError } from '../core/fault.ts';

export type DriverChoice = 'auto' | 'docker' | 'local';

/** What the docker driver alone can do: to build what is packed, and in a runtime of the engine's. */
interface DockerOnly {
  readonly packed: boolean;
  readonly runtime: string | undefined;
}

/** The driver to use, and why: Docker where an engine answers and kata's images are there, and for what it alone can do in any case. */
export async function chooseDriver(
  asked: DriverChoice,
  { packed, runtime }: DockerOnly,
): Promise<{ readonly driver: Driver; readonly because: string }> {
  if (asked === 'local' && runtime !== undefined)
    throw new UsageError('--runtime is for the docker driver', 'leave out --driver local, or --runtime');
  const choice = runtime === undefined ? asked : 'docker';
  if (choice === 'local') return { driver: await local(), because: 'asked for' };
  const { engineState } = await import('../drivers/docker/engine.ts');
  const state = await engineState(process.env.DOCKER_HOST);
  if (state.kind === 'ready')
    return { driver: await docker(runtime), because: choice === 'docker' ? 'asked for' : 'an engine answers and has kata’s images' };
  const next = state.kind === 'no-images' ? 'kata images build makes them' : 'docker/engine start brings one up on Debian';
  if (choice === 'docker') throw new InfrastructureError(state.why, next);
  if (packed) throw new InfrastructureError(`only the docker driver grades archives and repositories, and ${state.why}`, next);
  return { driver: await local(), because: `${state.why} (${next})` };
}

async function local(): Promise<Driver> {
  const { createLocalDriver } = await import('../drivers/local/driver.ts');
  return createLocalDriver() as Driver;
}

async function docker(runtime: string | undefined): Promise<Driver> {
  const { createDockerDriver } = await import('../drivers/docker/driver.ts');
  const { DOCKER_HOST } = process.env;
  if (runtime === undefined) return createDockerDriver(DOCKER_HOST) as Driver;
  const { limitsIn } = await import('../drivers/docker/runtime.ts');
  return createDockerDriver(DOCKER_HOST, await limitsIn(runtime, DOCKER_HOST)) as Driver;
}
