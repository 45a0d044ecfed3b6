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
  const limit = limitedSignal(ms, signal);
  try {
    return await Promise.race([promise, aborted(limit.signal)]);
  } finally {
    limit.clear();
  }
}

/**
 * A signal that is aborted with another one or after `ms`; also by `clear`, which must be called. Not
 * AbortSignal.any with AbortSignal.timeout: on Node 20 that pair can be garbage-collected before it fires.
 */
export function limitedSignal(ms: number, other: AbortSignal): { readonly signal: AbortSignal; clear(): void } {
  const controller = new AbortController();
  const abort = () => {
    clearTimeout(timer);
    other.removeEventListener('abort', abort);
    controller.abort(over);
  };
  const timer = setTimeout(abort, ms);
  if (other.aborted) abort();
  else other.addEventListener('abort', abort, { once: true });
  return { signal: controller.signal, clear: abort };
}

// Made once: an exception of its own for each request costs more than the request.
const over = new DOMException('the time is up', 'AbortError');

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
