import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { loadExercise } from '../exercises/index.ts';
import { checksOf } from '../runner/core/exercise.ts';
import { longestWaitsMs } from '../runner/phases.ts';
import { packFile } from '../runner/project/pack-files.ts';
import { plantProject } from '../runner/verify/plant.ts';
import type { Say } from './index.ts';
import { isKept, median, ratio, row, timed } from './row.ts';

const rounds = 9;
const exerciseId = 'week2-task-api';
const kata = packFile('dist/kata.js');

/** What a check of a small edit takes beyond cargo and the waits that the checks set. True where the limits are kept. */
export async function benchChecks({ say, progress }: Say): Promise<boolean> {
  const scratch = await mkdtemp(join(tmpdir(), 'kata-bench-'));
  const directory = join(scratch, exerciseId);
  const env = { CARGO_TARGET_DIR: process.env.CARGO_TARGET_DIR ?? packFile('fixtures/target') };
  const run = (command: string, words: readonly string[]) =>
    execa(command, words, { cwd: directory, env, stdin: 'ignore', stdout: 'ignore', stderr: 'ignore' });
  const check = () => run(process.execPath, [kata, 'check', '--path', directory, '--driver', 'local']);
  const edit = (number: number) => appendFile(join(directory, 'src/main.rs'), `// Edit ${number}.\n`);
  try {
    await plantProject(`fixtures/${exerciseId}/solution`, directory);
    progress('compiling the crates');
    await check();
    const seen = { node: [] as number[], version: [] as number[], cargo: [] as number[], check: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      progress(`round ${round + 1} of ${rounds}`);
      seen.node.push(await timed(() => run(process.execPath, ['-e', '0'])));
      seen.version.push(await timed(() => run(process.execPath, [kata, '--version'])));
      await edit(2 * round);
      seen.cargo.push(await timed(() => run('cargo', ['build', '--quiet', '--bin', exerciseId])));
      await edit(2 * round + 1);
      seen.check.push(await timed(check));
    }
    return await tell(seen, say);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

type Seen = { readonly [name in 'node' | 'version' | 'cargo' | 'check']: readonly number[] };

async function tell(seen: Seen, say: Say['say']): Promise<boolean> {
  const [node, version, cargo, checked] = [median(seen.node), median(seen.version), median(seen.cargo), median(seen.check)];
  const waits = longestWaitsMs(checksOf(await loadExercise(exerciseId)));
  const overhead = checked - cargo - waits;
  const limited = { version: { value: version / node, most: 1.5 }, overhead: { value: overhead / node, most: 4 } };
  say(
    row('node -e 0', node) +
      row('kata --version', version, ratio('× node -e 0', limited.version)) +
      row('cargo build after a one-line edit', cargo) +
      row(`kata check ${exerciseId} after a one-line edit`, checked) +
      row('  of which the longest chain of waits', waits) +
      row('  overhead: less cargo, less the waits', overhead, ratio('× node -e 0', limited.overhead)),
  );
  return isKept(limited.version) && isKept(limited.overhead);
}
