let received = false;

/** True once the user has asked to stop. */
export function interrupted(): boolean {
  return received;
}

/** Aborted by Ctrl+C or a termination signal, so that everything started is stopped before the exit. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      received = true;
      controller.abort(new Error('interrupted'));
    });
  }
  return controller.signal;
}
