export type ReceivedSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

let received = false;

/** True once the user has asked to stop. */
export function interrupted(): boolean {
  return received;
}

/**
 * Aborted by Ctrl+C or a termination signal, so that everything started is stopped before the exit.
 * A signal that `divert` takes, by returning true, is for somebody else.
 */
export function interruptSignal(divert: (signal: ReceivedSignal) => boolean = () => false): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (divert(signal)) return;
      received = true;
      controller.abort(new Error('interrupted'));
    });
  }
  return controller.signal;
}
