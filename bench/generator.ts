import { once, setMaxListeners } from 'node:events';
import { connect } from 'node:net';
import autocannon from 'autocannon';
import { execa } from 'execa';
import { pause, stopwatch } from '../graders/clock.ts';
import { dueTimes } from '../graders/load/arrivals.ts';
import { drive } from '../graders/load/drive.ts';
import { readyLoad } from '../graders/load/ready.ts';
import type { Sample } from '../runner/core/answer.ts';
import { percentile } from '../runner/core/percentile.ts';
import type { Arrivals } from '../runner/core/tools.ts';
import { packFile } from '../runner/project/pack-files.ts';
import { type Delays, isTrue, type Served, servedFrom, setSamples, trueSamples } from './truth.ts';

// The load generator against servers whose every answer is known, and autocannon's rate mode beside it. A bare socket
// that asks one thing at a time says what the way there and back costs on this machine. What is off is measured again:
// a busy machine adds to a figure now and then, a generator that is wrong adds to it each time.
const tries = 3;
const bareDelays: Delays = { delayMs: 5 };
const bareAsks = 100;
const perSecond = 100;
const seconds = 5;
const servers: readonly { readonly name: string; readonly delays: Delays }[] = [
  { name: 'constant 5 ms', delays: { delayMs: 5 } },
  { name: 'constant 50 ms', delays: { delayMs: 50 } },
  { name: `one stall of 600 ms in ${seconds} s`, delays: { delayMs: 5, stall: { afterMs: 2_000, forMs: 600 } } },
];
const percents = [50, 95, 97.5, 99] as const;
const judged: ReadonlySet<number> = new Set([50, 95]);

type Row = readonly (number | undefined)[];

const { signal } = new AbortController();
setMaxListeners(0, signal);
const steady: Arrivals = { kind: 'fixed', perSecond, count: perSecond * seconds };
const poisson: Arrivals = { ...steady, kind: 'poisson', seed: 1 };
let wrong = 0;
process.stdout.write(`${line('', percents.map(String), 'p')}\n`);
for (const { name, delays } of servers) {
  process.stdout.write(`${name}, ${perSecond} requests a second\n`);
  for (const arrivals of [steady, poisson]) {
    const dues = dueTimes(arrivals);
    print(`  ${arrivals.kind}: delays as set`, rowOf(setSamples(dues, delays)));
    for (let tried = 1; tried <= tries; tried += 1) {
      const wayMs = percentile((await withServer(bareDelays, bare)).result, 50) - bareDelays.delayMs;
      const { result, served } = await withServer(delays, (origin) => ours(origin, arrivals));
      const [left, seen] = [rowOf(trueSamples(dues, served)), rowOf(result)];
      const right = left.map((ms) => ms + wayMs);
      const off = percents.filter((percent, at) => judged.has(percent) && !isTrue(seen[at] ?? Number.NaN, right[at] ?? Number.NaN));
      print("    the answers left, by the server's clock", left);
      print(`    expected: ${wayMs.toFixed(1)} ms of way more`, right);
      print('    kata', seen, off.length === 0 ? '' : `  off: p${off.join(', p')}`);
      if (off.length === 0) break;
      if (tried === tries) wrong += off.length;
    }
  }
  print('  autocannon, overallRate', (await withServer(delays, autocannons)).result);
}
process.stdout.write(wrong === 0 ? 'p50 and p95 are within 1 ms or 5 %\n' : `${wrong} figures are further off than 1 ms and 5 %\n`);
process.exitCode = wrong === 0 ? 0 : 1;

async function ours(origin: string, arrivals: Arrivals): Promise<readonly Sample[]> {
  const canary = await readyLoad();
  return (await drive({ path: '/', arrivals }, origin, canary.origin, signal)).samples;
}

/** What a socket sees with nothing of a generator around it. */
async function bare(origin: string): Promise<readonly Sample[]> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(origin).port), noDelay: true });
  await once(socket, 'connect');
  const samples: Sample[] = [];
  for (let asked = 0; asked < bareAsks; asked += 1) {
    await pause(1_000 / perSecond / 2, signal);
    const elapsed = stopwatch();
    socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await once(socket, 'data');
    samples.push({ ok: true, ms: elapsed() });
  }
  socket.destroy();
  return samples;
}

/** It has no 95th percentile. */
async function autocannons(origin: string): Promise<Row> {
  const { latency } = await autocannon({ url: origin, connections: 10, duration: seconds, overallRate: perSecond });
  return [latency.p50, undefined, latency.p97_5, latency.p99];
}

async function withServer<Result>(
  delays: Delays,
  use: (origin: string) => Promise<Result>,
): Promise<{ readonly result: Result; readonly served: Served }> {
  const server = execa(process.execPath, [packFile('dist/bench/delayed.js'), JSON.stringify(delays)], { stdin: 'pipe' });
  const port = await new Promise<string>((resolve) => server.stdout.once('data', (chunk) => resolve(String(chunk).trim())));
  const result = await use(`http://127.0.0.1:${port}`).finally(() => server.stdin.end());
  const [, served = ''] = (await server).stdout.split('\n');
  return { result, served: servedFrom(served) };
}

function rowOf(samples: readonly Sample[]): readonly number[] {
  return percents.map((percent) => percentile(samples, percent));
}

function print(name: string, row: Row, more = ''): void {
  const figures = row.map((ms) => (ms === undefined ? '–' : Number.isFinite(ms) ? ms.toFixed(1) : 'no answer'));
  process.stdout.write(`${line(name, figures)}${more}\n`);
}

function line(name: string, figures: readonly string[], before = ''): string {
  return name.padEnd(44) + figures.map((figure) => `${before}${figure}`.padStart(10)).join('');
}
