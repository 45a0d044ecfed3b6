import { isLive } from './terminal.ts';

export type ReceivedSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

let received = false;

/** True once the user has asked to stop. */
export function interrupted(): boolean {
  return received;
}

/** npm hands on what the terminal has sent already: a signal that follows so soon is no second wish. */
const echoMs = 300;

/**
 * Aborted by Ctrl+C or a termination signal, so that everything started is stopped before the exit; a second one
 * ends kata at once. A signal that `divert` takes, by returning true, is for somebody else.
 */
export function interruptSignal(divert: (signal: ReceivedSignal) => boolean = () => false): AbortSignal {
  const controller = new AbortController();
  let leave = () => {};
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (divert(signal)) return;
      if (received) return leave();
      received = true;
      setTimeout(() => {
        leave = leaveAtOnce;
        const over = isLive(process.stderr) ? '\r\u001b[K' : '';
        process.stderr.write(`${over}kata: still stopping what was started; once more ends kata at once\n`);
      }, echoMs).unref();
      controller.abort(new Error('interrupted'));
    });
  }
  return controller.signal;
}

/** What runs on this machine ends with kata; what is left in the engine, the next run removes. */
function leaveAtOnce(): void {
  process.stderr.write('kata: ended at once; kata doctor --clean removes what is left\n');
  process.exit(130);
}
