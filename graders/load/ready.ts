import { type Canary, startCanary } from './canary.ts';
import { warmUp } from './drive.ts';

let ready: Promise<Canary> | undefined;

/**
 * What a load needs besides its server, made once for this process: the canary's thread takes longer to start than
 * many a probe, and the first requests of a client wait for compilation, which is not the server's doing.
 */
export function readyLoad(): Promise<Canary> {
  ready ??= getReady().catch((error: unknown) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

async function getReady(): Promise<Canary> {
  const canary = await startCanary();
  await warmUp(canary.origin);
  return canary;
}
