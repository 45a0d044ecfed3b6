import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { containerUsage } from './cgroup.ts';

const v1 = {
  'cpuacct/docker/server/cpuacct.usage': '2500000\n',
  'memory/docker/server/memory.usage_in_bytes': '900\n',
  'memory/docker/server/memory.max_usage_in_bytes': '1000\n',
  'memory/docker/server/memory.stat': 'cache 200\nrss 700\nrss_huge 0\n',
  'memory/docker/server/memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 1\n',
  'pids/docker/server/pids.events': 'max 3\n',
  'pids/docker/server/pids.current': '7\n',
  'cpu/docker/server/cpu.stat': 'nr_periods 9\nnr_throttled 2\nthrottled_time 4000000\n',
  'blkio/docker/server/blkio.throttle.io_service_bytes': '8:0 Read 1\n8:0 Write 4096\n8:16 Write 512\n8:0 Total 4097\nTotal 4609\n',
};
const v2 = {
  'system.slice/docker-server.scope/cpu.stat': 'usage_usec 2500\nuser_usec 2000\nnr_throttled 2\nthrottled_usec 4000\n',
  'system.slice/docker-server.scope/memory.events': 'low 0\noom 2\noom_kill 1\noom_group_kill 0\n',
  'system.slice/docker-server.scope/io.stat': '8:0 rbytes=1 wbytes=4096 rios=1 wios=1 dbytes=0 dios=0\n8:16 rbytes=0 wbytes=512\n',
  'system.slice/docker-server.scope/pids.peak': '7\n',
  'system.slice/docker-server.scope/memory.current': '900\n',
  'system.slice/docker-server.scope/memory.stat': 'anon 700\nfile 200\n',
  'system.slice/docker-server.scope/pids.events': 'max 3\n',
};

test.each([
  ['v1', '9:blkio:/docker/agent\n8:pids:/docker/agent\n4:memory:/docker/agent\n2:cpu,cpuacct:/docker/agent\n0::/\n', v1, 1_000],
  [
    'v1, the engine itself in a container',
    ['blkio', 'pids', 'memory', 'cpuacct', 'cpu'].map((name, at) => `${at + 2}:${name}:/docker/outer/docker/agent\n`).join(''),
    v1,
    1_000,
  ],
  ['v2', '0::/system.slice/docker-agent.scope\n', { ...v2, 'system.slice/docker-server.scope/memory.peak': '950\n' }, 950],
  ['v2 of a kernel that keeps no peak', '0::/system.slice/docker-agent.scope\n', v2, 900],
])('reads a container beside the agent with cgroup %s', async (_, own, files, peakBytes) => {
  expect(containerUsage(await hostWith(own, files), 'server')).toEqual({
    cpuMs: 2.5,
    residentBytes: 700,
    peakBytes,
    refusedProcesses: 3,
    peakProcesses: 7,
    throttledMs: 4,
    writtenBytes: 4_608,
    outOfMemory: 1,
  });
});

test.each([
  ['has ended', '2:cpuacct:/docker/agent\n4:memory:/docker/agent\n', {}],
  [
    'is not beside the agent',
    '2:cpuacct:/\n4:memory:/\n0::/\n',
    { ...v1, 'cpuacct/cpuacct.usage': '1\n', 'memory/memory.usage_in_bytes': '1\n' },
  ],
])('a container that %s has no figures', async (_, own, files) => {
  expect(containerUsage(await hostWith(own, files), 'server')).toBeUndefined();
});

async function hostWith(own: string, files: { readonly [path: string]: string }) {
  const directory = await mkdtemp(join(tmpdir(), 'kata-cgroup-'));
  const root = join(directory, 'cgroup');
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await writeFile(join(directory, 'own'), own);
  return { root, own: join(directory, 'own'), agentId: 'agent' };
}
