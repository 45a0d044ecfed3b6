import { resolve } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Limits } from '../runner/drivers/docker/limits.ts';
import { sweep } from '../runner/drivers/docker/owner.ts';
import { limitsIn } from '../runner/drivers/docker/runtime.ts';
import { cli } from './support/cli.ts';
import { docker, ownedBy, runningOf } from './support/docker.ts';
import { dockerIsReady } from './support/engine.ts';
import { gradeHostile } from './support/hostile.ts';
import { openRelay, type Relay } from './support/relay.ts';
import { said } from './support/said.ts';

const ready = await dockerIsReady();
const solution = resolve('fixtures/week1-hello-api/solution');

describe.skipIf(!ready)('the sandbox', () => {
  test('a submission has no rights, no network, no files of kata’s and nobody else’s processes', async () => {
    const log = await logOf('looks-around');
    const fact = (name: string) => log.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1);
    expect(fact('build network')).toMatch(/Err\(/);
    expect(fact('build interfaces')).toBe('lo');
    expect(fact('build socket')).toBe('false');
    expect(fact('status Uid')).toBe('10001');
    expect(fact('status CapEff')).toBe('0000000000000000');
    expect(fact('status CapBnd')).toBe('0000000000000000');
    expect(fact('status NoNewPrivs')).toBe('1');
    expect(fact('status Seccomp')).toBe('2');
    expect(fact('interfaces')).toBe('lo');
    expect(fact('connect')).toMatch(/Err\(/);
    expect(fact('resolve')).toBe('false');
    expect(log.filter((line) => /^write \/.*true$/.test(line))).toEqual([]);
    expect(fact('write scratch')).toBe('true');
    expect(fact('agent files')).toBe('false');
    expect(fact('docker socket')).toBe('false');
    expect(Number(fact('memory limit'))).toBeLessThanOrEqual(512 * 1024 * 1024);
    expect(Number(fact('pids limit'))).toBeLessThanOrEqual(1_024);
    const names = fact('environment')
      ?.split(',')
      .filter((name) => name !== 'LANG'); // A base image may set it.
    expect(names?.sort()).toEqual(
      ['HOME', 'HOST', 'HOSTNAME', 'NO_COLOR', 'PATH', 'PORT', 'RUST_LOG', 'SHUTDOWN_GRACE_MS', 'TOKIO_WORKER_THREADS'].sort(),
    );
    // tini, timeout and the program itself.
    expect(Number(fact('processes'))).toBe(3);
  });
});

describe.skipIf(!ready)('nothing is left in the engine', () => {
  afterEach(async () => sweep(docker));

  test('after a run, passed or failed', async () => {
    const run = kata(['check', '--path', solution, '--driver', 'docker', '--only', 'answers-health']);
    expect((await run).exitCode).toBe(0);
    expect(await ownedBy(run.pid)).toEqual([]);
  });

  test('after Ctrl+C, which ends with 130', async () => {
    const run = kata(['check', '--path', solution, '--driver', 'docker']);
    await said(run.stderr, 'running');
    run.kill('SIGINT');
    const { exitCode, stderr } = await run;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('interrupted');
    expect(await ownedBy(run.pid)).toEqual([]);
  });

  test.each(['week1-hello-api', 'week3-connect-sqlite'])('after the runner of %s was killed, once another one starts', async (id) => {
    const run = kata(['check', id, '--path', resolve(`fixtures/${id}/solution`), '--driver', 'docker']);
    await said(run.stderr, 'running');
    run.kill('SIGKILL');
    await run;
    await sweptOf(run.pid);
  });
});

describe.skipIf(!ready)('an engine that fails in the middle', () => {
  let relay: Relay;
  beforeEach(async () => {
    relay = await openRelay();
  });
  afterEach(async () => {
    await relay.close();
    await sweep(docker);
  });

  test.each(['building', 'running'])(
    'by ending while kata is %s: one line, the next step, exit code 3, and the next run works',
    async (phase) => {
      const run = kata(['check', '--path', solution, '--driver', 'docker'], { DOCKER_HOST: relay.dockerHost });
      await said(run.stderr, phase);
      relay.cut();
      const { exitCode, stderr, stdout } = await run;
      expect({ exitCode, stdout }, stderr).toEqual({ exitCode: 3, stdout: '' });
      expect(stderr).toMatch(/kata: .*(engine|agent)/);
      expect(stderr).toMatch(/next: /);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(await kata(['check', '--path', solution, '--driver', 'docker', '--only', 'answers-health'])).toMatchObject({ exitCode: 0 });
      await sweptOf(run.pid);
    },
  );

  test('by ending the container of a build, as it does before its own end: nothing is graded', async () => {
    const run = kata(['check', '--path', solution, '--driver', 'docker']);
    const building = async () => (await runningOf(run.pid)).find((name) => name.startsWith('/kata-build-'));
    const name = await vi.waitUntil(building, { timeout: 30_000 });
    await docker.getContainer(name.slice(1)).stop({ t: 2 });
    expect(await run).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringMatching(/something killed the build\nnext: /) });
    expect(await ownedBy(run.pid)).toEqual([]);
  });

  test('by answering nothing any more: Ctrl+C waits for it, and a second one does not', async () => {
    const run = kata(['check', '--path', solution, '--driver', 'docker'], { DOCKER_HOST: relay.dockerHost });
    await said(run.stderr, 'running');
    relay.stall();
    run.kill('SIGINT');
    await said(run.stderr, 'once more ends kata at once');
    run.kill('SIGINT');
    expect(await run).toMatchObject({ exitCode: 130, stdout: '', stderr: expect.stringContaining('kata doctor --clean') });
    await sweptOf(run.pid);
  });
});

describe.skipIf(!ready)('the engine’s runtime', () => {
  test('is asked for by name for build and run, and for nothing else', async () => {
    const { Runtimes = {} }: { Runtimes?: { readonly [name: string]: unknown } } = await docker.info();
    const name = Object.keys(Runtimes).find((runtime) => runtime !== 'runc') ?? 'runc';
    const limits = await limitsIn(name, process.env.DOCKER_HOST);
    const asked = Object.entries(limits).flatMap(([purpose, { runtime }]: [string, Limits]) => (runtime === name ? [purpose] : []));
    expect(asked.sort()).toEqual(['build', 'run']);
    const run = await kata(['check', '--path', solution, '--runtime', 'runc', '--only', 'answers-health']);
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('docker driver: asked for') });
  });

  test('that it does not have is refused, with those that it has', async () => {
    const { exitCode, stderr, stdout } = await kata(['check', '--path', solution, '--runtime', 'runsx']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^kata: the engine has no runtime runsx: it has .*\brunc\b.*\nnext: /m);
  });

  test('is nothing for the local driver', async () => {
    const { exitCode, stderr } = await kata(['check', '--path', solution, '--runtime', 'runc', '--driver', 'local']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/--runtime is for the docker driver\nnext: /);
  });
});

/** What a runner had asked for when it ended may come into being a moment later: whoever comes next removes it. */
async function sweptOf(pid: number | undefined): Promise<void> {
  const left = async () => {
    await sweep(docker);
    return ownedBy(pid);
  };
  await expect.poll(left, { timeout: 20_000, interval: 500 }).toEqual([]);
}

async function logOf(name: string): Promise<readonly string[]> {
  const last = (await gradeHostile(name)).at(-1);
  if (last?.type !== 'not-booted') throw new Error(`unexpected: ${JSON.stringify(last)}`);
  return last.fault.log.lines;
}

/** The real command line, not awaited. */
function kata(words: readonly string[], env: { readonly [name: string]: string } = {}) {
  return execa(process.execPath, [cli, ...words], { env, reject: false, stdin: 'ignore' });
}
