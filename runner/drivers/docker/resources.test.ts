import type Dockerode from 'dockerode';
import { expect, test } from 'vitest';
import { watchResources } from './resources.ts';

const cpu = { cpu_stats: { cpu_usage: { total_usage: 2_500_000 } } };

test('with cgroup v1, the engine knows the peak', async () => {
  const read = watchResources(container({ ...cpu, memory_stats: { usage: 900, max_usage: 1_000, stats: { rss: 700, cache: 200 } } }));
  expect(await read()).toEqual({ cpuMs: 2.5, residentBytes: 700, peakBytes: 1_000 });
});

test('with cgroup v2, the peak is the most that was seen', async () => {
  const memory = (usage: number, anon: number) => ({ ...cpu, memory_stats: { usage, stats: { anon } } });
  const read = watchResources(container(memory(900, 700), memory(500, 300)));
  await read();
  expect(await read()).toEqual({ cpuMs: 2.5, residentBytes: 300, peakBytes: 900 });
});

test.each([
  ['ended', { cpu_stats: { cpu_usage: { total_usage: 0 } }, memory_stats: {} }],
  ['gone', new Error('no such container')],
])('a container that is %s has no figures', async (_, answer) => {
  expect(await watchResources(container(answer))()).toBeUndefined();
});

/** A container whose statistics are these, one after the other. */
function container(...answers: readonly object[]): Dockerode.Container {
  const left = [...answers];
  const stats = async () => {
    const answer = left.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { stats } as unknown as Dockerode.Container;
}
