import type Dockerode from 'dockerode';
import * as z from 'zod/mini';
import type { Resources } from '../../core/program.ts';

/** What is there of a container's statistics: `max_usage` and `rss` with cgroup v1, `anon` with v2. */
const Stats = z.object({
  cpu_stats: z.object({ cpu_usage: z.object({ total_usage: z.number() }) }),
  memory_stats: z.object({
    usage: z.number(),
    max_usage: z.optional(z.number()),
    stats: z.optional(z.object({ rss: z.optional(z.number()), anon: z.optional(z.number()) })),
  }),
});

/** Reads what a container uses, as often as it is called; with cgroup v2, the peak is the most of these times. */
export function watchResources(container: Dockerode.Container): () => Promise<Resources | undefined> {
  let mostBytes = 0;
  return async () => {
    // One shot: the engine would otherwise take a second for a second sample.
    const seen = await container.stats({ stream: false, 'one-shot': true }).catch(() => undefined);
    const stats = Stats.safeParse(seen);
    // A container that has ended has no figures.
    if (!stats.success) return undefined;
    const { cpu_stats, memory_stats } = stats.data;
    const { usage, max_usage, stats: memory } = memory_stats;
    mostBytes = Math.max(mostBytes, max_usage ?? usage);
    return { cpuMs: cpu_stats.cpu_usage.total_usage / 1e6, residentBytes: memory?.rss ?? memory?.anon ?? usage, peakBytes: mostBytes };
  };
}
