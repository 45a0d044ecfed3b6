import { symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import PQueue from 'p-queue';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunEvent } from '../runner/core/event.ts';
import { InfrastructureError } from '../runner/core/fault.ts';
import { createPaint } from '../runner/report/paint.ts';
import { textReport } from '../runner/report/text/report.ts';
import { docker, ownedBy } from './support/docker.ts';
import { dockerIsReady } from './support/engine.ts';
import { gradeHostile, gradeInDocker, hostileNames } from './support/hostile.ts';
import { verdictsOf } from './support/verdicts.ts';

interface Expected {
  /** How the run ends: its outcome, or why it came to none. */
  readonly ends: readonly string[];
  /** What the report or the program's log has to say. */
  readonly says?: RegExp;
  readonly never?: RegExp;
  readonly alter?: (directory: string) => Promise<void>;
}

const built = ['failed', 'inconclusive'];
/** It did try, and could reach what was its own. */
const tried = /control: true\n(.*\n)*held: /;
const reached = /reached|found a name|written:? \[/;

const expected: { readonly [name: string]: Expected } = {
  'a-byte-at-a-time': { ends: built },
  'a-macro-that-does': { ends: built, never: reached },
  'answers-noise': { ends: ['not-booted: not-http'] },
  'build-fills-the-disk': { ends: ['not-built: too-much-disk'], says: /wrote more than its 2048 MiB to disk/ },
  'build-floods-its-output': { ends: [...built, 'not-built: out-of-memory'] },
  'build-forks': { ends: ['not-built: too-many-processes'], says: /asked for more than its 512 processes/ },
  'build-kills-everybody': { ends: ['the machine: something killed the build'] },
  'build-never-ends': { ends: ['not-built: too-long'], says: /stopped after 20 s/ },
  'build-poisons-the-cache': { ends: ['not-built: does-not-compile', 'not-built: cargo-failed'] },
  'build-reaches-out': { ends: ['not-booted: exited'], says: tried, never: reached },
  'build-takes-all-memory': { ends: ['not-built: out-of-memory'], says: /more than its 1024 MiB of memory/ },
  'build-writes-outside': { ends: built, never: reached },
  'compiles-for-ever': { ends: ['not-built: too-long', 'not-built: out-of-memory', 'not-built: does-not-compile'] },
  'endless-body': { ends: built },
  'endless-headers': { ends: [...built, 'not-booted: not-http'] },
  'errors-with-escapes': { ends: ['not-built: does-not-compile'] },
  'escapes-in-its-log': { ends: ['not-booted: exited'] },
  'fills-the-disk': { ends: built },
  'floods-its-log': { ends: [...built, 'not-booted: exited'], says: /printed more than 16 MiB/ },
  'forks-without-end': {
    ends: built,
    says: /more than the 1024 processes and threads it may have/,
  },
  'ignores-signals': { ends: built },
  'includes-a-link': {
    ends: ['not-built: does-not-compile'],
    never: /root:x:0/,
    alter: (directory) => symlink('/etc/passwd', join(directory, 'src/stolen.txt')),
  },
  'kills-everybody': { ends: ['not-booted: exited'] },
  'listens-everywhere': { ends: [...built, 'not-booted: exited'] },
  'looks-around': { ends: ['not-booted: exited'] },
  'looks-for-the-grader': { ends: built, never: /seen: / },
  'never-lets-go': { ends: ['not-booted: silent'] },
  'prints-results': { ends: ['not-booted: exited'], says: /exit code 0/ },
  'reaches-out': { ends: ['not-booted: exited'], says: tried, never: reached },
  'rewrites-itself': { ends: built, never: /written: [1-9]/ },
  'takes-all-memory': { ends: [...built, 'not-booted: exited'], says: /more than 512 MiB of memory/ },
  'takes-all-memory-at-once': { ends: ['not-booted: exited'], says: /more than 512 MiB of memory/ },
};

const ready = await dockerIsReady();
const honest = resolve('fixtures/week1-hello-api/solution');
/** What is no check of time: those may be inconclusive beside what takes the whole machine. */
const honestChecks = ['logs-each-request', 'counts-each-greeting', 'finishes-what-is-in-flight', 'refuses-a-bad-port'];

test('each submission of the corpus has its line here', async () => {
  expect(Object.keys(expected).toSorted()).toEqual((await hostileNames()).toSorted());
});

describe.skipIf(!ready)('hostile submissions, two at a time beside an honest one', () => {
  const queue = new PQueue({ concurrency: 2 });
  const graded = new Map<string, Promise<readonly RunEvent[] | InfrastructureError>>();
  const neighbours: (readonly string[])[] = [];
  let over = false;
  let neighbour = Promise.resolve();
  let images: readonly string[] = [];

  beforeAll(async () => {
    images = await kataImages();
    for (const [name, { alter }] of Object.entries(expected)) {
      const events = queue.add(() => gradeHostile(name, alter)).catch(machineFault);
      events.catch(() => {});
      graded.set(name, events);
    }
    neighbour = (async () => {
      while (!over) neighbours.push(verdictsOf(await gradeInDocker(honest, honestChecks)).filter((line) => !line.endsWith(': pass')));
    })();
    neighbour.catch(() => {});
  });
  afterAll(() => {
    over = true;
  });

  for (const [name, { ends, says, never }] of Object.entries(expected)) {
    test(name, { timeout: 600_000 }, async () => {
      const events = (await graded.get(name)) ?? [];
      if (events instanceof InfrastructureError) return expect(ends).toContain(`the machine: ${events.message}`);
      const report = textReport(events, { paint: createPaint(false), all: true, verbose: true });
      const seen = `${report}\n${logOf(events).join('\n')}`;
      expect(ends, seen).toContain(endOf(events));
      if (says !== undefined) expect(seen).toMatch(says);
      if (never !== undefined) expect(seen).not.toMatch(never);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
      expect(report).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]|^\s*::[a-z]|##\[/m);
      expect(report.length).toBeLessThan(300_000);
    });
  }

  test('the honest one passed each time', { timeout: 120_000 }, async () => {
    over = true;
    await neighbour;
    expect(neighbours.length).toBeGreaterThan(3);
    expect(neighbours.flat()).toEqual([]);
  });

  test('nothing is left: no container, no image, and those there were are the same', async () => {
    expect(await ownedBy(process.pid)).toEqual([]);
    expect(await kataImages()).toEqual(images);
  });
});

function machineFault(error: unknown): InfrastructureError {
  if (error instanceof InfrastructureError) return error;
  throw error;
}

function endOf(events: readonly RunEvent[]): string {
  const last = events.at(-1);
  if (last?.type === 'not-built') return `not-built: ${last.why.kind}`;
  if (last?.type === 'not-booted') return `not-booted: ${last.fault.kind}`;
  return last?.type === 'finished' ? last.outcome : 'nothing';
}

function logOf(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.type === 'not-booted') return event.fault.log.lines;
    return event.type === 'judged' ? (event.probed?.log ?? []) : [];
  });
}

/** Ids are digests of what is in the images: a byte changed in one would be another id. */
async function kataImages(): Promise<readonly string[]> {
  const images = await docker.listImages();
  return images
    .flatMap(({ Id, RepoTags }) => (RepoTags ?? []).filter((tag) => tag.startsWith('kata/')).map((tag) => `${tag} ${Id}`))
    .sort();
}
