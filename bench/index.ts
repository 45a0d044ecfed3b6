import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { loadExercise } from '../exercises/index.ts';
import { checksOf } from '../runner/core/exercise.ts';
import { longestWaitsMs } from '../runner/phases.ts';
import { packFile } from '../runner/project/pack-files.ts';
import { plantProject } from '../runner/verify/plant.ts';

const rounds = 9;
const exerciseId = 'week2-task-api';
const exercise = await loadExercise(exerciseId);
const kata = packFile('dist/kata.js');

// Ratios from one run: everything is measured in turn, and the medians are compared, so that a busy machine
// slows all of it alike.
const scratch = await mkdtemp(join(tmpdir(), 'kata-bench-'));
const directory = join(scratch, exerciseId);
const env = { CARGO_TARGET_DIR: process.env.CARGO_TARGET_DIR ?? packFile('fixtures/target') };
try {
  await plantProject(`fixtures/${exerciseId}/solution`, directory);
  process.stderr.write('bench: compiling the crates\n');
  await check();
  const seen = { node: [] as number[], version: [] as number[], cargo: [] as number[], check: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    process.stderr.write(`bench: round ${round + 1} of ${rounds}\n`);
    seen.node.push(await timed(() => run(process.execPath, ['-e', '0'])));
    seen.version.push(await timed(() => run(process.execPath, [kata, '--version'])));
    await edit(2 * round);
    seen.cargo.push(await timed(() => run('cargo', ['build', '--quiet', '--bin', exerciseId])));
    await edit(2 * round + 1);
    seen.check.push(await timed(check));
  }
  print(seen);
} finally {
  await rm(scratch, { recursive: true, force: true });
}

function print(seen: { readonly [name in 'node' | 'version' | 'cargo' | 'check']: readonly number[] }): void {
  const [node, version, cargo, checked] = [median(seen.node), median(seen.version), median(seen.cargo), median(seen.check)];
  const waits = longestWaitsMs(checksOf(exercise));
  const overhead = checked - cargo - waits;
  const row = (name: string, ms: number, more = '') => `${name.padEnd(46)}${Math.round(ms).toString().padStart(6)} ms${more}\n`;
  const ratio = (ms: number, limit: number) => `   ${(ms / node).toFixed(2)} × node -e 0 (at most ${limit})`;
  process.stdout.write(
    row('node -e 0', node) +
      row('kata --version', version, ratio(version, 1.5)) +
      row('cargo build after a one-line edit', cargo) +
      row(`kata check ${exerciseId} after a one-line edit`, checked) +
      row('  of which the longest chain of waits', waits) +
      row('  overhead: less cargo, less the waits', overhead, ratio(overhead, 4)),
  );
}

function check(): Promise<unknown> {
  return run(process.execPath, [kata, 'check', '--path', directory, '--driver', 'local']);
}

function run(command: string, words: readonly string[]): Promise<unknown> {
  return execa(command, words, { cwd: directory, env, stdin: 'ignore', stdout: 'ignore', stderr: 'ignore' });
}

async function edit(number: number): Promise<void> {
  await appendFile(join(directory, 'src/main.rs'), `// Edit ${number}.\n`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
