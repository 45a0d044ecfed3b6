import type { Driver } from '../core/driver.ts';
import { InfrastructureError } from '../core/fault.ts';

export type DriverChoice = 'auto' | 'docker' | 'local';

/** The driver to use, and why: Docker where an engine answers and kata's images are there, and for what is `packed` in any case. */
export async function chooseDriver(choice: DriverChoice, packed: boolean): Promise<{ readonly driver: Driver; readonly because: string }> {
  if (choice === 'local') return { driver: await local(), because: 'asked for' };
  const { engineState } = await import('../drivers/docker/engine.ts');
  const state = await engineState(process.env.DOCKER_HOST);
  if (state.kind === 'ready')
    return { driver: await docker(), because: choice === 'docker' ? 'asked for' : 'an engine answers and has kata’s images' };
  const next = state.kind === 'no-images' ? 'kata images build makes them' : 'docker/engine start brings one up on Debian';
  if (choice === 'docker') throw new InfrastructureError(state.why, next);
  if (packed) throw new InfrastructureError(`only the docker driver grades archives and repositories, and ${state.why}`, next);
  return { driver: await local(), because: `${state.why} (${next})` };
}

async function local(): Promise<Driver> {
  const { createLocalDriver } = await import('../drivers/local/driver.ts');
  return createLocalDriver() as Driver;
}

async function docker(): Promise<Driver> {
  const { createDockerDriver } = await import('../drivers/docker/driver.ts');
  return createDockerDriver(process.env.DOCKER_HOST) as Driver;
}
