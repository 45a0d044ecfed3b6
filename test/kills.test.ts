import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import PQueue from 'p-queue';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDraw } from '../runner/core/draw.ts';
import { cli } from './support/cli.ts';
import { ownedBy } from './support/docker.ts';
import { dockerIsReady } from './support/engine.ts';
import { processesOf } from './support/processes.ts';
import { said } from './support/said.ts';

const timeout = 600_000;
/** On the shared server, and with servers of their own. */
const checks = ['answers-health', 'greets-by-name', 'logs-each-request', 'finishes-what-is-in-flight', 'refuses-a-bad-port'];
const ready = await dockerIsReady();
const drivers = [
  ...(ready ? [{ driver: 'docker', kills: 50, atOnce: 2 } as const] : []),
  { driver: 'local', kills: 12, atOnce: 1 } as const,
];

let temporary = '';
let project = '';
beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'kata-kills-'));
  project = await mkdtemp(join(tmpdir(), 'kata-killed-'));
  await cp(resolve('fixtures/week1-hello-api/solution'), project, { recursive: true });
  await cp(resolve('fixtures/Cargo.lock'), join(project, 'Cargo.lock'));
  // A name of its own: other tests build into the same folder.
  const manifest = await readFile(join(project, 'Cargo.toml'), 'utf8');
  await writeFile(join(project, 'Cargo.toml'), manifest.replace(/^name = .*/m, 'name = "killed"'));
});
afterEach(async () => {
  await rm(temporary, { recursive: true, force: true });
  await rm(project, { recursive: true, force: true });
});

describe.skipIf(process.platform !== 'linux').each(drivers)('with the $driver driver', ({ driver, kills, atOnce }) => {
  test(`${kills} runs killed at any moment leave nothing, once another one has passed`, { timeout }, async () => {
    const pids: (number | undefined)[] = [];
    const start = async () => {
      await appendFile(join(project, 'src/main.rs'), `// Edit ${pids.length}.\n`);
      const run = check(driver);
      pids.push(run.pid);
      return { run, running: said(run.stderr, 'running') };
    };
    const passes = async () => expect(await (await start()).run).toMatchObject({ exitCode: 0 });
    await passes();
    const began = performance.now();
    const { run, running } = await start();
    await running;
    const builtMs = performance.now() - began;
    expect(await run).toMatchObject({ exitCode: 0 });
    const phases = { build: builtMs, checks: performance.now() - began - builtMs };

    const draw = createDraw(1, driver);
    const moments = Array.from({ length: kills }, (_, at) => {
      const phase = at % 2 === 0 ? 'build' : 'checks';
      return { phase, afterMs: draw.integer(0, Math.round(phases[phase])) } as const;
    });
    const kill = async ({ phase, afterMs }: (typeof moments)[number]) => {
      const { run, running } = await start();
      if (phase === 'checks') await running;
      await Promise.race([run, sleep(afterMs)]);
      run.kill('SIGKILL');
      return (await run).signal;
    };
    const ends = await new PQueue({ concurrency: atOnce }).addAll(moments.map((moment) => () => kill(moment)));
    // A few may have come to their end before.
    expect(ends.filter((signal) => signal === 'SIGKILL').length).toBeGreaterThan(kills * 0.7);

    await passes();
    expect(await readdir(temporary, { recursive: true })).toEqual([]);
    expect(await processesOf(temporary)).toEqual([]);
    if (ready) expect(await ownedBy(...pids)).toEqual([]);
  });
});

/** The real command line, not awaited. */
function check(driver: 'docker' | 'local') {
  const words = ['check', '--path', project, '--driver', driver, '--only', checks.join(',')];
  return execa(process.execPath, [cli, ...words], { env: { TMPDIR: temporary, NO_COLOR: '1' }, reject: false, stdin: 'ignore' });
}
