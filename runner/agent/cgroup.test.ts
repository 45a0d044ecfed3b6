import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { containerResources } from './cgroup.ts';

const v1 = {
  'cpuacct/docker/server/cpuacct.usage': '2500000\n',
  'memory/docker/server/memory.usage_in_bytes': '900\n',
  'memory/docker/server/memory.max_usage_in_bytes': '1000\n',
  'memory/docker/server/memory.stat': 'cache 200\nrss 700\nrss_huge 0\n',
  'pids/docker/server/pids.events': 'max 3\n',
};
const v2 = {
  'system.slice/docker-server.scope/cpu.stat': 'usage_usec 2500\nuser_usec 2000\n',
  'system.slice/docker-server.scope/memory.current': '900\n',
  'system.slice/docker-server.scope/memory.stat': 'anon 700\nfile 200\n',
  'system.slice/docker-server.scope/pids.events': 'max 3\n',
};

test.each([
  ['v1', '8:pids:/docker/agent\n4:memory:/docker/agent\n2:cpu,cpuacct:/docker/agent\n0::/\n', v1, 1_000],
  [
    'v1, the engine itself in a container',
    '8:pids:/docker/outer/docker/agent\n4:memory:/docker/outer/docker/agent\n2:cpuacct:/docker/outer/docker/agent\n',
    v1,
    1_000,
  ],
  ['v2', '0::/system.slice/docker-agent.scope\n', { ...v2, 'system.slice/docker-server.scope/memory.peak': '950\n' }, 950],
  ['v2 of a kernel that keeps no peak', '0::/system.slice/docker-agent.scope\n', v2, 900],
])('reads a container beside the agent with cgroup %s', async (_, own, files, peakBytes) => {
  expect(await containerResources(await hostWith(own, files), 'server')).toEqual({
    cpuMs: 2.5,
    residentBytes: 700,
    peakBytes,
    refusedProcesses: 3,
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
  expect(await containerResources(await hostWith(own, files), 'server')).toBeUndefined();
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
