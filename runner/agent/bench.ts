import type { Bench, Probed, ProbeRequest } from '../core/bench.ts';
import type { BootOutcome } from '../core/boot.ts';
import type { Json } from '../core/json.ts';
import type { Channel, Handlers } from './channel.ts';

/** The calls of a bench as answers on a channel: the agent's side. */
export function benchHandlers(bench: Bench): Handlers {
  return {
    boot: (server, env) => bench.boot(server as number, env as { readonly [name: string]: string }),
    probe: (request) => bench.probe(request as unknown as ProbeRequest),
    stop: (server) => bench.stop(server as number),
    close: () => bench.close(),
  };
}

/** A bench that is in the agent: the runner's side. */
export function remoteBench(channel: Channel): Bench {
  return {
    boot: async (server, env) => (await channel.call('boot', server, env)) as unknown as BootOutcome,
    probe: async (request) => (await channel.call('probe', request as unknown as Json)) as unknown as Probed,
    stop: async (server) => void (await channel.call('stop', server)),
    close: async () => void (await channel.call('close')),
  };
}
