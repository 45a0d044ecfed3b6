import { setTimeout as sleep } from 'node:timers/promises';
import type Dockerode from 'dockerode';
import * as z from 'zod/mini';

const pollMs = 1_000;
const Sized = z.object({ SizeRw: z.optional(z.number()) });

export interface DiskWatch {
  /** Whether it wrote more than it may. */
  isOver(): boolean;
  end(): void;
}

/** Kills a container that writes more to its own files than it may: most storage drivers have no limit for that. */
export function watchDisk(container: Dockerode.Container, limitBytes: number): DiskWatch {
  const ended = new AbortController();
  let over = false;
  const look = async () => {
    while (!over) {
      await sleep(pollMs, undefined, { signal: ended.signal });
      over = (await writtenBytes(container, ended.signal)) > limitBytes;
    }
    await container.kill();
  };
  // One that has ended writes no more.
  look().catch(() => {});
  return { isOver: () => over, end: () => ended.abort() };
}

async function writtenBytes(container: Dockerode.Container, abortSignal: AbortSignal): Promise<number> {
  // Dockerode's types know neither the wish for sizes nor its answer.
  const withSize = { abortSignal, size: true };
  return Sized.parse(await container.inspect(withSize)).SizeRw ?? 0;
}
