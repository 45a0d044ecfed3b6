import type { Driver } from '../core/driver.ts';
import { InfrastructureError, UsageError } from '../core/fault.ts';

export type DriverChoice = 'auto' | 'docker' | 'local';

/** What the docker driver alone can do: to build what is packed, in a runtime of the engine's, from vetted crates only. */
export interface DockerOnly {
  readonly packed: boolean;
  readonly runtime: string | undefined;
  readonly fetch: boolean;
}

/** The driver to use, and why: Docker where an engine answers and kata's images are there, and for what it alone can do in any case. */
export async function chooseDriver(
  asked: DriverChoice,
  wanted: DockerOnly,
): Promise<{ readonly driver: Driver; readonly because: string }> {
  const option = wanted.runtime !== undefined ? '--runtime' : wanted.fetch ? undefined : '--no-fetch';
  if (asked === 'local' && option !== undefined)
    throw new UsageError(`${option} is for the docker driver`, `leave out --driver local, or ${option}`);
  const choice = option === undefined ? asked : 'docker';
  if (choice === 'local') return { driver: await local(), because: 'asked for' };
  const { engineState } = await import('../drivers/docker/engine.ts');
  const state = await engineState(process.env.DOCKER_HOST);
  if (state.kind === 'ready')
    return { driver: await docker(wanted), because: choice === 'docker' ? 'asked for' : 'an engine answers and has kata’s images' };
  const next = state.kind === 'no-images' ? 'kata images build makes them' : 'docker/engine start brings one up on Debian';
  if (choice === 'docker') throw new InfrastructureError(state.why, next);
  if (wanted.packed) throw new InfrastructureError(`only the docker driver grades archives and repositories, and ${state.why}`, next);
  return { driver: await local(), because: `${state.why} (${next})` };
}

async function local(): Promise<Driver> {
  const { createLocalDriver } = await import('../drivers/local/driver.ts');
  return createLocalDriver() as Driver;
}

async function docker({ runtime, fetch }: DockerOnly): Promise<Driver> {
  const { createDockerDriver } = await import('../drivers/docker/driver.ts');
  const { DOCKER_HOST } = process.env;
  if (runtime === undefined) return createDockerDriver(DOCKER_HOST, { fetches: fetch }) as Driver;
  const { limitsIn } = await import('../drivers/docker/runtime.ts');
  return createDockerDriver(DOCKER_HOST, { limits: await limitsIn(runtime, DOCKER_HOST), fetches: fetch }) as Driver;
}
