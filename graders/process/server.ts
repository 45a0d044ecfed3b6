import { changed } from '../../runner/core/environment.ts';
import type { Exit } from '../../runner/core/program.ts';
import type { ExitSeen, Server } from '../../runner/core/tools.ts';
import { stopwatch, within } from '../clock.ts';
import type { Session } from '../session.ts';

/** The learner's program as a process: signals, its end, its log. */
export function createServer(session: Session): Server {
  const { launcher, serverId } = session;
  return {
    signal: async (signal) => {
      session.expectEnd();
      session.note({ kind: 'signal', signal });
      await launcher.signal(serverId, signal);
    },
    exit: (timeoutMs) => exitOf(launcher.exit(serverId), timeoutMs, session.deadline),
    logWith: async (text, times, timeoutMs) => (await launcher.logWith(serverId, text, times, timeoutMs)).lines,
    // Over the agent's wire, undefined is null.
    resources: async () => (await launcher.resources(serverId)) ?? undefined,
    restart: (signal, timeoutMs) => {
      session.note({ kind: 'restart', signal });
      return session.restart(signal, timeoutMs);
    },
    startWith: async (env, timeoutMs) => {
      const id = session.newServerId();
      session.note({ kind: 'start', env });
      await launcher.start({ id, env: changed(session.baseEnv, env) });
      try {
        const seen = await exitOf(launcher.exit(id), timeoutMs, session.deadline);
        return { ...seen, log: (await launcher.log(id, 0)).lines };
      } finally {
        await launcher.remove(id);
      }
    },
  };
}

async function exitOf(exit: Promise<Exit>, timeoutMs: number, deadline: AbortSignal): Promise<ExitSeen> {
  const elapsed = stopwatch();
  const seen = await within(exit, timeoutMs, deadline);
  return seen === undefined ? { kind: 'running', ms: elapsed() } : { kind: 'exited', ...seen, ms: elapsed() };
}
