import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadExercise } from '../exercises/index.ts';
import type { Driver } from '../runner/core/driver.ts';
import type { RunEvent } from '../runner/core/event.ts';
import { createDockerDriver } from '../runner/drivers/docker/driver.ts';
import { createLocalDriver } from '../runner/drivers/local/driver.ts';
import { createPaint } from '../runner/report/paint.ts';
import { textReport } from '../runner/report/text/report.ts';
import { dockerIsReady } from './support/engine.ts';
import { gradeFolder } from './support/grade.ts';
import { normal } from './support/normal.ts';

const docker = await dockerIsReady();

/** Each program goes wrong in a way of its own, and is told so; both drivers agree but where `local` says otherwise. */
const faults: readonly { readonly fixture: string; readonly told: string; readonly local?: string }[] = [
  { fixture: 'does-not-compile', told: 'not built: does-not-compile' },
  { fixture: 'no-such-crate', told: 'not built: crate-outside' },
  { fixture: 'no-query-cache', told: 'not built: no-query-cache' },
  { fixture: 'exits-at-once', told: 'not booted: exited' },
  { fixture: 'exits-with-code', told: 'not booted: exited' },
  { fixture: 'other-port', told: 'not booted: other-port' },
  { fixture: 'loopback-only', told: 'not booted: loopback-only', local: 'finished' },
  { fixture: 'never-listens', told: 'not booted: never-listens' },
  { fixture: 'no-http', told: 'not booted: not-http' },
  { fixture: 'accepts-and-is-silent', told: 'not booted: silent' },
  { fixture: 'accepts-and-closes', told: 'not booted: closes' },
  { fixture: 'too-slow', told: 'not booted: too-slow' },
  { fixture: 'dies-during-a-check', told: 'finished' },
];

describe('each way of not being ready is told apart, with its fix', () => {
  test.concurrent.for(faults)('$fixture', { timeout: 180_000, retry: 2 }, async ({ fixture, told, local = told }, { expect }) => {
    const inPlace = await grade(fixture, createLocalDriver() as Driver);
    expect(outcomeOf(inPlace), 'locally').toBe(local);
    if (local === told) await expect(report(inPlace)).toMatchFileSnapshot(resolve(`fixtures/boot/golden/${fixture}.txt`));
    if (!docker) return;
    const contained = await grade(fixture, createDockerDriver(process.env.DOCKER_HOST) as Driver);
    expect(outcomeOf(contained), 'in Docker').toBe(told);
    if (local !== told) await expect(report(contained)).toMatchFileSnapshot(resolve(`fixtures/boot/golden/${fixture}.txt`));
  });
});

describe.skipIf(!docker)('a crate outside the vetted set', () => {
  test('is fetched in a step of its own, and the report says so', { timeout: 180_000 }, async () => {
    const events = await grade('crate-outside', createDockerDriver(process.env.DOCKER_HOST) as Driver);
    const notes = events.flatMap((event) => (event.type === 'built' ? event.notes : []));
    expect(notes).toContain('outside the vetted set, fetched and compiled for this run: itoap');
  });
});

async function grade(fixture: string, driver: Driver): Promise<readonly RunEvent[]> {
  const exercise = await loadExercise('week1-hello-api');
  try {
    return await gradeFolder({ exercise, directory: resolve('fixtures/boot', fixture), driver, seed: 1 });
  } finally {
    await driver.close();
  }
}

function outcomeOf(events: readonly RunEvent[]): string {
  const last = events.at(-1);
  if (last?.type === 'not-built') return `not built: ${last.why.kind}`;
  return last?.type === 'not-booted' ? `not booted: ${last.fault.kind}` : String(last?.type);
}

function report(events: readonly RunEvent[]): string {
  return normal(textReport(events, { paint: createPaint(false), all: false, verbose: false }))
    .replaceAll(resolve('.'), '<kata>')
    .replace(/crates\.io/g, '<registry>');
}
