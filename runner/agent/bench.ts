import type { Bench, BootChanges, Probed, ProbeRequest } from '../core/bench.ts';
import type { BootOutcome } from '../core/boot.ts';
import type { Json } from '../core/json.ts';
import type { LimitHit } from '../core/program.ts';
import type { Usage } from '../core/usage.ts';
import type { Channel, Handlers } from './channel.ts';

/** The calls of a bench as answers on a channel: the agent's side. `tellWaiting` goes the other way. */
export function benchHandlers(bench: Bench, tellWaiting: (server: number) => void): Handlers {
  return {
    boot: (server, changes) => bench.boot(server as number, changes as BootChanges),
    probe: (params) => {
      const request = params as unknown as ProbeRequest;
      return bench.probe(request, () => tellWaiting(request.server));
    },
    limitsHit: (server) => bench.limitsHit(server as number),
    usage: () => bench.usage(),
    stop: (server) => bench.stop(server as number),
    close: () => bench.close(),
  };
}

/** Who is to be told, by server, when a probe has come to its wait. */
export type WaitingFor = Map<number, () => void>;

/** A bench that is in the agent: the runner's side. The agent's call `waiting` goes to `waitingFor`. */
export function remoteBench(channel: Channel, waitingFor: WaitingFor): Bench {
  return {
    boot: async (server, changes) => (await channel.call('boot', server, changes as Json)) as unknown as BootOutcome,
    probe: async (request, onWaiting) => {
      if (onWaiting !== undefined) waitingFor.set(request.server, onWaiting);
      return (await channel.call('probe', request as unknown as Json)) as unknown as Probed;
    },
    limitsHit: async (server) => (await channel.call('limitsHit', server)) as unknown as readonly LimitHit[],
    usage: async () => (await channel.call('usage')) as unknown as Usage | null,
    stop: async (server) => void (await channel.call('stop', server)),
    close: async () => void (await channel.call('close')),
  };
}
