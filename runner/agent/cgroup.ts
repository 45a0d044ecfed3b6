import { readFileSync } from 'node:fs';
import { type ContainerUsage, known } from '../core/usage.ts';

/** Where the agent sees the engine's cgroups and its own, and who it is. */
export interface Cgroups {
  readonly root: string;
  readonly own: string;
  readonly agentId: string;
}

/** As the agent's container has them. */
export const mounted = { root: '/cgroup', own: '/proc/self/cgroup' } as const;

/**
 * What a container beside the agent has used, from its cgroup: v2, else v1 (cgroups(7)). The engine's own
 * statistics come once a second. Undefined for a container that has ended, and where cgroups are not to be seen.
 */
export function containerUsage({ root, own, agentId }: Cgroups, containerId: string): ContainerUsage | undefined {
  const table = readIfThere(own) ?? '';
  const reader = (controller: string) => readerOf(root, pathsIn(table, controller, agentId, containerId));
  const readers = ['cpuacct', 'cpu', 'memory', 'pids', 'blkio'].map((controller) => reader(controller) ?? reader(''));
  const [cpuacct, cpu, memory, pids, disks] = readers;
  const cpuMs = cpuacct?.number('cpuacct.usage', 1e6) ?? cpuacct?.field('cpu.stat', 'usage_usec', 1e3);
  const now = memory?.number('memory.usage_in_bytes') ?? memory?.number('memory.current');
  if (cpuMs === undefined || now === undefined) return undefined;
  return {
    cpuMs,
    residentBytes: memory?.field('memory.stat', 'rss') ?? memory?.field('memory.stat', 'anon') ?? now,
    // Kernels before 5.19 keep no peak with v2: then it is what is held now.
    peakBytes: memory?.number('memory.max_usage_in_bytes') ?? memory?.number('memory.peak') ?? now,
    ...known({
      refusedProcesses: pids?.field('pids.events', 'max'),
      // Few kernels keep its peak: then it is what there is now.
      peakProcesses: pids?.number('pids.peak') ?? pids?.number('pids.current'),
      throttledMs: cpu?.field('cpu.stat', 'throttled_time', 1e6) ?? cpu?.field('cpu.stat', 'throttled_usec', 1e3),
      writtenBytes: disks?.sum('blkio.throttle.io_service_bytes', /^\d+:\d+ Write (\d+)$/gm) ?? disks?.sum('io.stat', /\bwbytes=(\d+)/g),
      outOfMemory: memory?.field('memory.oom_control', 'oom_kill') ?? memory?.field('memory.events', 'oom_kill'),
    }),
  };
}

/** Folders that may be the container's: beside the agent's. An engine in a container sees the end of its path only. */
function pathsIn(table: string, controller: string, agentId: string, containerId: string): readonly string[] {
  const row = table.split('\n').find((line) => (line.split(':')[1] ?? '').split(',').includes(controller));
  const path = row?.split(':').slice(2).join(':') ?? '';
  if (!path.includes(agentId)) return [];
  const parts = path
    .replaceAll(agentId, containerId)
    .split('/')
    .filter((part) => part !== '');
  return parts.map((_, from) => [controller, ...parts.slice(from)].join('/'));
}

function readerOf(root: string, paths: readonly string[]) {
  if (paths.length === 0) return undefined;
  const read = (file: string): string | undefined => {
    for (const path of paths) {
      const text = readIfThere(`${root}/${path}/${file}`);
      if (text !== undefined) return text;
    }
    return undefined;
  };
  const scaled = (text: string | undefined, unit: number) => (text === undefined ? undefined : Number(text.trim()) / unit);
  return {
    number: (file: string, unit = 1) => scaled(read(file), unit),
    field: (file: string, name: string, unit = 1) => scaled(new RegExp(`^${name} (\\d+)$`, 'm').exec(read(file) ?? '')?.[1], unit),
    /** Over all devices. */
    sum: (file: string, figures: RegExp) => {
      const text = read(file);
      return text === undefined ? undefined : [...text.matchAll(figures)].reduce((total, [, figure]) => total + Number(figure), 0);
    },
  };
}

/** At once: the kernel has it in memory, and a way over other threads would cost many times what it takes. */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
