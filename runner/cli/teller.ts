import type { Launcher } from '../core/program.ts';
import type { ReceivedSignal } from './signals.ts';

/** Hands on to a program the signals that kata is sent, and sees to it that the program ends of them. */
export interface Teller {
  /** Hands on a signal; true, for that is what was to be done with it. */
  tell(signal: ReceivedSignal): true;
  /** True once the program has been told to stop. */
  told(): boolean;
  /** How long ago that was, in words. */
  since(): string;
  stop(): void;
}

const defaultGraceMs = 5_000;
const moreMs = 5_000;

export function createTeller(
  launcher: Launcher,
  id: number,
  env: { readonly [name: string]: string },
  say: (text: string) => void,
): Teller {
  const limitMs = (Number(env.SHUTDOWN_GRACE_MS) || defaultGraceMs) + moreMs;
  let first: { readonly signal: string; readonly at: number } | undefined;
  let times = 0;
  let timer: NodeJS.Timeout | undefined;
  const kill = (why: string) => {
    say(`kata: ${why}: killed`);
    void launcher.signal(id, 'SIGKILL');
  };
  return {
    tell: (received) => {
      times += 1;
      // The terminal is gone: the program has none, and is told to stop.
      const signal = received === 'SIGHUP' ? 'SIGTERM' : received;
      if (times === 1) {
        first = { signal, at: performance.now() };
        say(`kata: ${signal} sent; waiting for the program to end`);
        timer = setTimeout(() => kill(`it did not end within ${limitMs / 1000} s of ${signal}`), limitMs);
      }
      if (times === 2) say(`kata: ${signal} sent again; a third one kills the program`);
      if (times > 2) kill('asked three times');
      else void launcher.signal(id, signal);
      return true;
    },
    told: () => first !== undefined,
    since: () => (first === undefined ? '' : ` ${Math.round(performance.now() - first.at)} ms after ${first.signal}`),
    stop: () => clearTimeout(timer),
  };
}
