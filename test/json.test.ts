import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { Usage } from '../runner/core/usage.ts';
import { folderWith, kata, manifest } from './support/cli.ts';
import { dockerIsReady } from './support/engine.ts';
import { answersElsewhere, answersOk, doesNotCompile, panics } from './support/programs.ts';

const root = resolve(import.meta.dirname, '..');
const schema = JSON.parse(await readFile(join(root, 'schema/report-1.schema.json'), 'utf8'));
const valid = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema);

test('a project that passes', async () => {
  const report = await checked({ path: join(root, 'fixtures/week1-hello-api/solution') }, 0, ['--seed', '7']);
  expect(report).toMatchObject({ version: 1, exercise: 'week1-hello-api', seed: 7, outcome: 'passed', driver: { name: 'local' } });
  expect(report.checks.every(({ status }) => status === 'pass')).toBe(true);
  const percentiles = { p50: expect.any(Number), p95: expect.any(Number), p99: expect.any(Number), max: expect.any(Number) };
  expect(report.checks).toContainEqual(
    expect.objectContaining({
      id: 'waits-without-blocking',
      measures: [expect.objectContaining({ limit: 2_500, right: 'below', unit: 'ms', count: 64, percentiles })],
    }),
  );
});

test.skipIf(process.platform !== 'linux')('what its servers used', async () => {
  const { usage } = await checked({ path: join(root, 'fixtures/week1-hello-api/solution') }, 0, ['--only', 'answers-health']);
  expect(usage).toEqual({ run: { cpuMs: expect.any(Number), peakBytes: expect.any(Number) } });
  expect(usage?.run?.peakBytes).toBeGreaterThan(1_000_000);
});

test.skipIf(!(await dockerIsReady()))('what build and run used in Docker, as far as cgroups tell', async () => {
  const { usage } = await checked({ path: join(root, 'fixtures/week1-hello-api/solution'), driver: 'docker' }, 0, [
    '--only',
    'answers-health',
  ]);
  expect(usage).toMatchObject({ build: { outOfMemory: 0 }, run: { outOfMemory: 0 } });
  expect(usage?.build?.cpuMs).toBeGreaterThan(usage?.run?.cpuMs ?? Number.POSITIVE_INFINITY);
  expect(usage?.build?.peakBytes).toBeGreaterThan(50_000_000);
  // An init, timeout, cargo and a compiler of several threads; an init, timeout and a server.
  expect(usage?.build?.peakProcesses).toBeGreaterThan(4);
  expect(usage?.run?.peakProcesses).toBeGreaterThan(2);
});

test('a project that fails: findings, what was sent, and what waits for it', async () => {
  const report = await checked(await tried(answersOk), 1);
  expect(report.outcome).toBe('failed');
  expect(report.checks).toContainEqual(
    expect.objectContaining({
      id: 'answers-health',
      status: 'fail',
      findings: expect.anything(),
      steps: [expect.objectContaining({ path: '/health' })],
    }),
  );
  expect(report.checks).toContainEqual(expect.objectContaining({ id: 'decodes-the-name', status: 'blocked', by: 'greets-by-name' }));
});

test('the same seed gives the same inputs, and another seed others', async () => {
  const project = await tried(answersOk);
  const given = async (seed: string) =>
    (await checked(project, 1, ['--only', 'greets-by-name', '--seed', seed])).checks.map((check) => check.given);
  expect(await given('1')).toEqual(await given('1'));
  expect(await given('1')).not.toEqual(await given('2'));
});

test('a project that does not compile', async () => {
  const report = await checked(await tried(doesNotCompile), 1);
  expect(report).toMatchObject({
    outcome: 'not-built',
    notBuilt: { why: { kind: 'does-not-compile' }, output: expect.stringContaining('error[E0308]') },
    checks: [],
  });
});

test.each([
  ['that panics', panics, { kind: 'exited', exit: { code: 101, signal: null } }],
  ['on another port', answersElsewhere, { kind: 'other-port', listening: [{ address: '127.0.0.1' }] }],
])('a project %s', async (_, program, notBooted) => {
  expect(await checked(await tried(program), 1)).toMatchObject({ outcome: 'not-booted', notBooted, checks: [] });
});

test.each([
  ['of another version', { version: 2 }],
  ['with more in it', { more: 1 }],
  ['that contradicts itself', { outcome: 'passed' }],
  ['with half of what it says', { notBuilt: undefined }],
  ['with a check that is none', { checks: [{}] }],
])('the schema refuses a report %s', (_, change) => {
  const driver = { name: 'local', because: 'asked for' };
  const report = {
    version: 1,
    exercise: 'a',
    driver,
    seed: 1,
    outcome: 'not-built',
    notBuilt: { why: { kind: 'cargo-failed' }, output: '' },
    checks: [],
  };
  expect(valid(report)).toBe(true);
  expect(valid({ ...report, ...change })).toBe(false);
});

interface Report {
  readonly usage?: { readonly [of in 'build' | 'run']?: Usage };
  readonly outcome: string;
  readonly checks: readonly { readonly status: string; readonly given: unknown }[];
}

interface Tried {
  readonly path: string;
  readonly driver?: 'docker' | 'local';
  readonly env?: { readonly [name: string]: string };
}

/** Runs `kata check --json`, and proves that all it prints is one document of the schema. */
async function checked({ path, env = {}, driver = 'local' }: Tried, exitCode: number, args: readonly string[] = []): Promise<Report> {
  const said = await kata(['check', '--driver', driver, '--json', '--path', path, ...args], { env: { ...engine(driver), ...env } });
  expect(said.exitCode, said.stderr).toBe(exitCode);
  const report = JSON.parse(said.stdout);
  expect(valid(report) ? [] : valid.errors).toEqual([]);
  return report;
}

/** A project with a target folder of its own: all of them are called the same. */
async function tried(program: string): Promise<Tried> {
  const path = await folderWith({ 'Cargo.toml': manifest('week1-hello-api'), 'src/main.rs': program });
  return { path, env: { CARGO_TARGET_DIR: join(path, 'target') } };
}

function engine(driver: 'docker' | 'local'): { readonly [name: string]: string } {
  return driver === 'local' ? {} : { DOCKER_HOST: process.env.DOCKER_HOST ?? '' };
}
