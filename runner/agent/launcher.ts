import type { Json } from '../core/json.ts';
import type { Launcher } from '../core/program.ts';
import type { Channel, Handlers } from './channel.ts';

const calls = ['start', 'signal', 'exit', 'log', 'logWith', 'listening', 'resources', 'limitsHit', 'usage', 'remove', 'removeAll'] as const;

/** The calls of a launcher as answers on a channel: the runner's side. */
export function launcherHandlers(launcher: Launcher): Handlers {
  return Object.fromEntries(
    calls.map((name) => {
      const method = launcher[name] as (...params: readonly Json[]) => Promise<unknown>;
      return [name, (...params: readonly Json[]) => method(...params)];
    }),
  );
}

/** A launcher whose programs are kept by the other side: the agent's. */
export function remoteLauncher(channel: () => Channel, bindHost: string): Launcher {
  const remote = Object.fromEntries(calls.map((name) => [name, (...params: readonly Json[]) => channel().call(name, ...params)]));
  return { bindHost, ...remote } as unknown as Launcher;
}
