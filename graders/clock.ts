/** Milliseconds since some start, to a hundredth. */
export function stopwatch(): () => number {
  const start = performance.now();
  return () => Math.round((performance.now() - start) * 100) / 100;
}

/** Resolves after `ms`, or at once when the signal is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}

/** The value, or undefined once the time is up or the signal is aborted. */
export async function within<Value>(promise: Promise<Value>, ms: number, signal: AbortSignal): Promise<Value | undefined> {
  const late = new AbortController();
  const either = AbortSignal.any([signal, late.signal]);
  try {
    return await Promise.race([promise, pause(ms, either).then(() => undefined)]);
  } finally {
    late.abort();
  }
}
