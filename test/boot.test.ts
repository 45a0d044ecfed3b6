import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadExercise } from '../exercises/index.ts';
import type { Driver } from '../runner/core/driver.ts';
import type { RunEvent } from '../runner/core/event.ts';
import { createDockerDriver } from '../runner/drivers/docker/driver.ts';
import { createLocalDriver } from '../runner/drivers/local/driver.ts';
import { createPaint } from '../runner/report/paint.ts';
import { textReport } from '../runner/report/text/report.ts';
import { normal } from '../runner/verify/golden/normal.ts';
import { dockerIsReady } from './support/engine.ts';
import { gradeFolder } from './support/grade.ts';

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
    const contained = await grade(fixture, inDocker());
    expect(outcomeOf(contained), 'in Docker').toBe(told);
    if (local !== told) await expect(report(contained)).toMatchFileSnapshot(resolve(`fixtures/boot/golden/${fixture}.txt`));
  });
});

describe.skipIf(!docker)('a crate outside the vetted set', () => {
  test('is fetched and compiled once for a Cargo.lock, apart from the project, and the report says so', { timeout: 360_000 }, async () => {
    const steps: string[] = [];
    for (let run = 0; run < 2; run += 1) {
      const events = await grade('crate-outside', inDocker());
      const told = events.flatMap((event) => (event.type === 'building' && event.progress.kind === 'step' ? [event.progress.text] : []));
      steps.push(told.join('\n'));
      const notes = events.flatMap((event) => (event.type === 'built' ? event.notes : []));
      expect(notes).toContain('outside the vetted set, fetched and compiled once for this Cargo.lock: itoap');
    }
    // The image may be there from an earlier run of this test; the second run finds it in any case.
    expect(steps[1]).toBe('');
  });

  test('is refused by name where none may be fetched', { timeout: 180_000 }, async () => {
    const driver = createDockerDriver(process.env.DOCKER_HOST, { fetches: false }) as Driver;
    await expect(grade('crate-outside', driver)).rejects.toThrow(/needs crates outside the vetted set: itoap .*not in the set/);
  });
});

function inDocker(): Driver {
  return createDockerDriver(process.env.DOCKER_HOST) as Driver;
}

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
