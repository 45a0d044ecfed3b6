import Dockerode from 'dockerode';
import type { Left } from '../core/left.ts';
import { engineFault } from '../drivers/docker/containers.ts';
import { engineAddress, engineState } from '../drivers/docker/engine.ts';
import { leftInEngine } from '../drivers/docker/owner.ts';
import { leftScratch } from '../drivers/local/scratch.ts';
import { leftClaims } from '../verify/claim.ts';

/** What runs that were killed left on this machine and in its engine. */
export async function findLeft(
  dockerHost: string | undefined,
): Promise<{ readonly found: readonly Left[]; readonly engineIsThere: boolean }> {
  const engineIsThere = (await engineState(dockerHost)).kind !== 'no-engine';
  const inEngine = engineIsThere
    ? leftInEngine(new Dockerode(engineAddress(dockerHost))).catch((error: unknown) => Promise.reject(engineFault(error)))
    : [];
  return { found: (await Promise.all([inEngine, leftScratch(), leftClaims()])).flat(), engineIsThere };
}
