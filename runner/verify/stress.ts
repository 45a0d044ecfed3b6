import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';

/** Busy loops for each core: with what kata itself runs, the load average stays well over 3 for each core. */
const loopsPerCore = 3;
const wantedPerCore = 3;
const pollMs = 1_000;
const limitMs = 240_000;

/** Over-commits the cores until it is stopped. The loops end by themselves when kata is gone, however it went. */
export async function stress(signal: AbortSignal): Promise<{ stop(): Promise<void> }> {
  const cores = availableParallelism();
  const loop = 'const parent = process.ppid; while (process.ppid === parent) for (let at = 0; at < 1e7; at += 1);';
  const loops = Array.from({ length: cores * loopsPerCore }, () =>
    execa(process.execPath, ['-e', loop], { stdin: 'ignore', stdout: 'ignore', stderr: 'ignore', reject: false }),
  );
  const stop = async () => {
    for (const one of loops) one.kill('SIGKILL');
    await Promise.all(loops);
  };
  try {
    const start = performance.now();
    // The load average follows what runs only slowly: over a minute or so.
    while ((loadavg()[0] ?? 0) < cores * wantedPerCore && performance.now() - start < limitMs) await sleep(pollMs, undefined, { signal });
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
