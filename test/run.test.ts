import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { findRedis } from '../runner/drivers/local/redis/find.ts';
import { cli, expectRefusal, folderWith, kata, manifest, plainEnvironment } from './support/cli.ts';
import { answersElsewhere, answersOk, doesNotCompile, panics, staysOn } from './support/programs.ts';

const hello = 'week1-hello-api';
const solution = resolve(import.meta.dirname, '../fixtures/week1-hello-api/solution');
const redis = await findRedis(process.env.PATH);
let nextPort = 3_870;

describe('kata run', () => {
  test('serves on the port, with the environment of the grader, and ends with the program', async () => {
    const { running, port, scratch } = await start({ program: answersOk });
    await running.seen('ready after');
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('ok');
    running.kata.kill('SIGTERM');
    const { stdout, stderr, exitCode } = await running.kata;
    expect(stdout).toContain(`hello red from 127.0.0.1:${port}\n`);
    expect(stdout).toContain('environment: HOST NO_COLOR PORT RUST_LOG SHUTDOWN_GRACE_MS TOKIO_WORKER_THREADS\n');
    expect(stdout).toMatch(/folder: .*kata-run-\w+ with 0 entries\n/);
    expect(stdout).toMatch(/no line end$/);
    expect(stderr).toContain(`http://127.0.0.1:${port}`);
    expect(stderr).toMatch(/tried ended \d+ ms after SIGTERM: killed by SIGTERM/);
    expect(exitCode).toBe(1);
    expect(await readdir(scratch)).toEqual([]);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('hands on %s, and waits for a clean end', async (signal) => {
    const { running, port } = await start({ path: solution });
    await running.seen('ready after');
    const slow = fetch(`http://127.0.0.1:${port}/greet/you?delay_ms=700`);
    await fetch(`http://127.0.0.1:${port}/health`);
    running.kata.kill(signal);
    expect(await (await slow).json()).toEqual({ message: 'Hello, you!' });
    const { stderr, exitCode } = await running.kata;
    expect(stderr).toMatch(new RegExp(`ended \\d+ ms after ${signal}: exit code 0`));
    expect(exitCode).toBe(0);
  });

  test.skipIf(redis === undefined)('gives the program a Redis of its own, with faults as typed lines', async () => {
    const path = resolve(import.meta.dirname, '../fixtures/async-week5-job-cache/solution');
    const { running, port } = await start({ path, typed: true });
    await running.seen('ready after');
    const ready = async () => (await fetch(`http://127.0.0.1:${port}/ready`)).status;
    expect(await ready()).toBe(200);
    running.kata.stdin?.write('redis refuse\n');
    await running.seen('redis refuse: done');
    expect(await ready()).toBe(503);
    running.kata.stdin?.write('redis serve\n');
    await running.seen('redis serve: done');
    await vi.waitFor(async () => expect(await ready()).toBe(200), { timeout: 5_000 });
    running.kata.stdin?.write('database refuse\n');
    await running.seen('no command "database refuse"');
    running.kata.kill('SIGTERM');
    expect((await running.kata).exitCode).toBe(0);
  });

  test('stands in for a server that the program asks, with its answers as typed lines', async () => {
    const path = resolve(import.meta.dirname, '../fixtures/week2-app-error/solution');
    const { running, port } = await start({ path, typed: true });
    await running.seen('ready after');
    const type = async (line: string, said: string) => {
      running.kata.stdin?.write(`${line}\n`);
      await running.seen(said);
    };
    const headers = { authorization: 'Bearer maple-4711', 'content-type': 'application/json' };
    const accounts = `http://127.0.0.1:${port}/accounts`;
    const { id } = JSON.parse(await (await fetch(accounts, { method: 'POST', headers, body: '{"balance":100}' })).text());
    const euros = async () => (await fetch(`${accounts}/${id}/euros`, { headers })).text();
    expect(await euros()).toContain('upstream_failed');
    await type('upstream answer eur', 'write it as: upstream answer /path 200');
    await type('upstream answer /eur 200 {"rate": 1.5}', '{"rate": 1.5}: done');
    expect(JSON.parse(await euros())).toMatchObject({ euros: 150 });
    await type('upstream refuse', 'upstream refuse: done');
    expect(await euros()).toContain('upstream_failed');
    running.kata.kill('SIGTERM');
    expect((await running.kata).exitCode).toBe(0);
  });

  test('is found by the name that reports use', async () => {
    const { running } = await start({ program: answersOk });
    await running.seen('ready after');
    const found = await execa('pgrep', ['-f', '^kata run']);
    expect(found.stdout.split('\n')).toContain(String(running.kata.pid));
    running.kata.kill('SIGTERM');
    await running.kata;
  });

  test('a variable that is changed is changed', async () => {
    const { running } = await start({ path: solution, args: ['--env', 'PORT=tyeboat'] });
    const { stdout, stderr, exitCode } = await running.kata;
    expect(stdout).toContain('PORT is "tyeboat"');
    expect(stderr).toContain('ended: exit code 1');
    expect(exitCode).toBe(1);
  });

  test('a port that is taken is refused, with who has it and one that is free', async () => {
    const port = nextPort++;
    const server = createServer().listen(port, '127.0.0.1');
    onTestFinished(() => void server.close());
    const cwd = await folderWith({ 'Cargo.toml': manifest(hello), 'src/main.rs': answersOk });
    expectRefusal(
      await kata(['run', '--port', String(port)], { cwd }),
      2,
      new RegExp(`port ${port} is taken by .*process ${process.pid}`),
      /--port \d+/,
    );
  });

  test.each([
    ['that panics', panics, /The server ends before it serves/, /exit code 101.*it panicked/],
    ['on another port', answersElsewhere, /The server listens on another port/, /listens on 127\.0\.0\.1:\d+/],
    ['that does not compile', doesNotCompile, /The project does not compile/, /again +kata run week1-hello-api/],
  ])('a program %s is told in the words of a check', async (_, program, title, line) => {
    const { running, scratch } = await start({ program });
    const { stderr, exitCode } = await running.kata;
    expect(stderr).toMatch(title);
    expect(stderr).toMatch(line);
    expect(exitCode).toBe(1);
    expect(await readdir(scratch)).toEqual([]);
  });

  test('a program that ignores signals is killed at the third, with all that it started', async () => {
    // No other process on this machine sleeps as long.
    const seconds = 10_000_000 + process.pid;
    const { running } = await start({ program: staysOn(seconds) });
    await running.seen('nothing else');
    const left = () => execa('pgrep', ['-f', `sleep ${seconds}`], { reject: false });
    await vi.waitFor(async () => expect((await left()).exitCode).toBe(0), { timeout: 20_000 });
    for (const said of ['SIGTERM sent; waiting', 'sent again', 'asked three times: killed']) {
      running.kata.kill('SIGTERM');
      await running.seen(said);
    }
    const { stderr, exitCode } = await running.kata;
    expect(stderr).toContain('killed by SIGKILL');
    expect(exitCode).toBe(1);
    expect((await left()).stdout).toBe('');
  });

  test('interrupted while it builds, it says so', async () => {
    const { running } = await start({ program: answersOk });
    await running.seen('building');
    running.kata.kill('SIGINT');
    const { stderr, exitCode } = await running.kata;
    expect(stderr).toContain('interrupted');
    expect(exitCode).toBe(130);
  });
});

interface Wanted {
  readonly program?: string;
  readonly path?: string;
  readonly args?: readonly string[];
  /** Whether lines can be typed. */
  readonly typed?: boolean;
}

/** Starts `kata run` on a port of its own, with a folder of its own for scratch folders. */
async function start({ program = '', path, args = [], typed = false }: Wanted) {
  const port = nextPort++;
  const cwd = await folderWith({ 'Cargo.toml': manifest(hello), 'src/main.rs': program });
  const scratch = await folderWith({});
  const env = { ...plainEnvironment, TMPDIR: scratch, ...(path === undefined ? { CARGO_TARGET_DIR: join(cwd, 'target') } : {}) };
  const child = execa(process.execPath, [cli, 'run', '--port', String(port), ...(path === undefined ? [] : ['--path', path]), ...args], {
    cwd,
    env,
    reject: false,
    stdin: typed ? 'pipe' : 'ignore',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  const seen = async (text: string): Promise<void> => {
    while (!said.includes(text)) {
      if (child.exitCode !== null) throw new Error(`kata run ended before it said "${text}":\n${said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { port, scratch, running: { kata: child, seen } };
}
