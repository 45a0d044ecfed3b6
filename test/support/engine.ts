import { engineState } from '../../runner/drivers/docker/engine.ts';

/** Whether the Docker tests can run here. Where KATA_REQUIRE_DOCKER is set they must. */
export async function dockerIsReady(): Promise<boolean> {
  const state = await engineState(process.env.DOCKER_HOST);
  if (state.kind === 'ready') return true;
  if ((process.env.KATA_REQUIRE_DOCKER ?? '') !== '') throw new Error(`KATA_REQUIRE_DOCKER is set, but ${state.why}`);
  return false;
}
