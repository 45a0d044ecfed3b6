import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { cli, plainEnvironment } from './support/cli.ts';
import { dockerIsReady } from './support/engine.ts';

const docker = await dockerIsReady();
const drivers = docker ? (['local', 'docker'] as const) : (['local'] as const);
const memoryLimitMb = 200;
const timeout = 120_000;

describe.each(drivers)('with the %s driver', (driver) => {
  test('100 MB of output leave the runner under 200 MB of memory', { timeout }, async () => {
    const { exitCode, peakMb } = await check('prints-100-megabytes', driver);
    expect(exitCode).toBe(1);
    expect(peakMb).toBeGreaterThan(10);
    expect(peakMb).toBeLessThan(memoryLimitMb);
  });

  test('output byte by byte neither hangs nor breaks a run', { timeout }, async () => {
    expect(await check('prints-byte-by-byte', driver)).toMatchObject({ exitCode: 1, stderr: expect.not.stringContaining('fault of kata') });
  });

  test('an answer that never ends is one failure, told as such', { timeout }, async () => {
    const { exitCode, stdout } = await check('never-closes', driver);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/no whole answer after \d+ ms|never answers/);
  });

  test('a program that leaves a child behind has ended, and so has the child', { timeout }, async () => {
    const { exitCode, stdout } = await check('forks-and-leaves', driver);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('exit code 0');
    expect(await running('forks-and-leaves')).toEqual([]);
  });
});

async function check(fixture: string, driver: 'local' | 'docker') {
  const env = driver === 'docker' ? { NO_COLOR: '1' } : plainEnvironment;
  const words = ['check', '--path', resolve('fixtures/odd', fixture), '--driver', driver, '--only', 'greets-by-name,answers-health'];
  const run = execa(process.execPath, [cli, ...words], { env, reject: false, stdin: 'ignore' });
  let peakMb = 0;
  const sampling = setInterval(async () => {
    const status = await readFile(`/proc/${run.pid}/status`, 'utf8').catch(() => '');
    peakMb = Math.max(peakMb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
  }, 20);
  try {
    const { exitCode, stdout, stderr } = await run;
    return { exitCode, stdout, stderr, peakMb };
  } finally {
    clearInterval(sampling);
  }
}

/** Command lines of processes that hold this word, on this machine. */
async function running(word: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.split('\0')[0]?.endsWith(word));
}
