import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { hostname, networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadExercise } from '../exercises/index.ts';
import type { Bench } from '../runner/core/bench.ts';
import type { Driver } from '../runner/core/driver.ts';
import { createDockerDriver } from '../runner/drivers/docker/driver.ts';
import { engineAddress } from '../runner/drivers/docker/engine.ts';
import { projectIn } from '../runner/verify/grade.ts';
import { docker } from './support/docker.ts';
import { dockerIsReady } from './support/engine.ts';
import { gradeHostile } from './support/hostile.ts';
import { type Listeners, openListeners } from './support/listeners.ts';

const isPossible = process.platform === 'linux' && process.getuid?.() === 0 && (await dockerIsReady());
const timeout = 120_000;
/** What the kernel answered, by its number on Linux. */
const reasons: { readonly [errno: string]: string } = {
  101: 'no route',
  111: 'refused',
  99: 'no such address',
  2: 'no such file',
  13: 'not to be entered',
};

describe.skipIf(!isPossible)('a submission reaches nothing but itself', () => {
  const name = `kata-test-${randomBytes(6).toString('hex')}`;
  const addresses = hostAddresses();
  let listeners: Listeners;
  let neighbour: Awaited<ReturnType<typeof bootNeighbour>>;
  let targets: readonly string[] = [];

  beforeAll(async () => {
    listeners = await openListeners(['0.0.0.0', '::', ...addresses], name);
    neighbour = await bootNeighbour();
    const all = [
      ...listeners.targets(addresses),
      ...(await gateways()).map((address) => `tcp ${address}:22`),
      `tcp 127.0.0.1:${neighbour.port}`,
      ...['192.0.2.1:80', '198.51.100.1:80', '169.254.169.254:80', '[2001:db8::1]:80'].flatMap((at) => [`tcp ${at}`, `udp ${at}`]),
      ...['example.com', 'host.docker.internal', 'gateway.docker.internal', hostname(), ...neighbour.names].map((at) => `name ${at}:80`),
      ...['/var/run/docker.sock', '/run/containerd/containerd.sock', ...engineSocket()].map((path) => `file ${path}`),
      ...(await abstractNames()).map((at) => `abstract ${at}`),
    ];
    targets = [...new Set(all)];
  }, timeout);
  afterAll(async () => {
    await neighbour.close();
    await listeners.close();
  });

  test('the servers here would notice', async () => {
    const times = await listeners.visitAll();
    expect(listeners.visits()).toBe(times);
  });

  test('nothing of this machine is mounted, and the program cannot be changed', () => {
    expect(neighbour.mounts).toMatchObject([{ Type: 'volume', Destination: '/app', RW: false }]);
  });

  test.each(['reaches-out', 'build-reaches-out'])('%s', { timeout }, async (hostile) => {
    const said = await logOf(hostile, targets);
    expect(said[0]).toBe('control: true');
    expect(said.filter((line) => line.startsWith('reached'))).toEqual([]);
    const fates = new Map(said.slice(1).map((line) => [line.replace(/^held: (.*): [^:]*$/, '$1'), line.replace(/^.*: /, '')]));
    expect([...fates.keys()].filter((target) => target !== '')).toEqual(targets);
    // What is not the loopback has no route: nothing leaves, and nobody has to refuse it.
    const wrong = targets.filter((target) => !isRight(target, fates.get(target) ?? ''));
    expect(wrong.map((target) => `${target}: ${fates.get(target)}`)).toEqual([]);
    expect(listeners.visits()).toBe(0);
  });
});

function isRight(target: string, fate: string): boolean {
  const [kind, place = ''] = target.split(' ');
  const reason = reasons[fate];
  if (kind === 'name') return fate === 'not found' || reason !== undefined;
  // Root's folder is closed in the image as well, whatever there is in it.
  if (kind === 'file' && place.startsWith('/root/') && reason === 'not to be entered') return true;
  if (kind === 'file' || kind === 'abstract') return reason === 'no such file' || reason === 'refused';
  if (place.startsWith('127.')) return reason === 'refused';
  // A container without an IPv6 address has nothing to send from either.
  return (
    reason === 'no route' || (place.startsWith('[') && reason === 'no such address') || (place.startsWith('[::1]') && reason === 'refused')
  );
}

async function logOf(hostile: string, targets: readonly string[]): Promise<readonly string[]> {
  const plant = (directory: string) => writeFile(join(directory, 'src/targets.txt'), targets.join('\n'));
  const last = (await gradeHostile(hostile, plant)).at(-1);
  if (last?.type !== 'not-booted') throw new Error(`unexpected: ${JSON.stringify(last)}`);
  return last.fault.log.lines.filter((line) => line !== '');
}

/** Another submission, which runs all the while. */
async function bootNeighbour() {
  const exercise = await loadExercise('week1-hello-api');
  const driver = createDockerDriver(process.env.DOCKER_HOST) as Driver;
  const { signal } = new AbortController();
  const built = await driver.build(await projectIn(resolve('fixtures/week1-hello-api/solution'), exercise), () => {}, signal);
  if (built.kind === 'not-built') throw new Error(`the neighbour was not built: ${built.output}`);
  const bench: Bench = await driver.open(built.artifact, exercise, signal);
  const boot = await bench.boot(1, {});
  if (boot.kind !== 'ready') throw new Error(`the neighbour did not boot: ${JSON.stringify(boot)}`);
  const [running] = (await docker.listContainers({ filters: { name: ['kata-run-'], label: ['kata.owner'] } })).filter(({ Labels }) =>
    Labels['kata.owner']?.includes(`/${process.pid}/`),
  );
  if (running === undefined) throw new Error('the neighbour has no container');
  const { Config, Mounts, Name } = await docker.getContainer(running.Id).inspect();
  const port = Number(Config.Env.find((variable) => variable.startsWith('PORT='))?.slice('PORT='.length));
  return { port, names: [Name.slice(1), running.Id.slice(0, 12)], mounts: Mounts, close: () => bench.close() };
}

/** Every address of this machine, the bridges of engines among them. */
function hostAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((interfaces = []) => interfaces.map(({ address }) => address));
  return all.filter((address) => !address.startsWith('fe80:'));
}

async function gateways(): Promise<readonly string[]> {
  const networks = await docker.listNetworks();
  const found = networks.flatMap(({ IPAM }) => IPAM?.Config?.flatMap(({ Gateway }) => Gateway ?? []) ?? []);
  return [...new Set([...found, '172.17.0.1'])].filter((address) => !address.includes(':'));
}

function engineSocket(): readonly string[] {
  const address = engineAddress(process.env.DOCKER_HOST);
  return 'socketPath' in address ? [address.socketPath] : [];
}

/** Sockets of this machine that have a name without a file, those of containers’ shims among them. */
async function abstractNames(): Promise<readonly string[]> {
  const table = await readFile('/proc/net/unix', 'utf8');
  const names = [...table.matchAll(/ @(\S+)$/gm)].map(([, name = '']) => name.replace(/@+$/, ''));
  return [...new Set(names)].filter((name) => !name.includes('@') && name.length <= 100);
}
