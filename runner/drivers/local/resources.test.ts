import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { groupResources } from './resources.ts';

// There is no /proc on macOS, and nothing to see.
const seen = test.skipIf(process.platform !== 'linux');
const spin = (ms: number) => `const start = Date.now(); while (Date.now() - start < ${ms});`;

seen('a program that works uses more CPU time than one that does not', async () => {
  const [busy, idle] = await Promise.all([usedBy(spin(300)), usedBy('')]);
  expect(busy.cpuMs).toBeGreaterThan(idle.cpuMs + 50);
});

seen('the time of a thread that has ended is not forgotten', async () => {
  const inThread = `new (require('node:worker_threads').Worker)(${JSON.stringify(spin(300))}, { eval: true }).once('exit', done)`;
  const [busy, idle] = await Promise.all([usedBy(inThread, 'called'), usedBy('')]);
  expect(busy.cpuMs).toBeGreaterThan(idle.cpuMs + 50);
});

seen('processes that the program started count as its own', async () => {
  const child = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log(1)']).stdout.once('data', done)`;
  const [two, one] = await Promise.all([usedBy(child, 'called'), usedBy('')]);
  expect(two.residentBytes).toBeGreaterThan(1.5 * one.residentBytes);
});

seen('memory that was given back stays in the peak', async () => {
  const bytes = 96 * 1024 * 1024;
  // A buffer of its own mapping, which goes back to the system with it.
  const seen = await usedBy(`let kept = Buffer.alloc(${bytes}, 1); kept = undefined; globalThis.gc();`);
  expect(seen.peakBytes - seen.residentBytes).toBeGreaterThan(bytes / 2);
});

seen('a program that has ended has no figures', async () => {
  const child = spawn(process.execPath, ['-e', ''], { detached: true });
  await once(child, 'exit');
  expect(await groupResources(child.pid ?? 0)).toBeUndefined();
});

/** What a program uses once its code has run, or has called `done`. */
async function usedBy(code: string, end: 'run' | 'called' = 'run') {
  const program = `const done = () => console.log('done'); setInterval(() => {}, 1_000); ${code}; ${end === 'run' ? 'done()' : ''}`;
  const child = spawn(process.execPath, ['--expose-gc', '-e', program], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const { pid = 0 } = child;
  onTestFinished(() => void process.kill(-pid, 'SIGKILL'));
  await once(child.stdout, 'data');
  const resources = await groupResources(pid);
  if (resources === undefined) throw new Error('nothing was seen');
  return resources;
}
