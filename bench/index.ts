import { benchBatch } from './batch.ts';
import { benchBuilds } from './builds.ts';
import { benchChecks } from './checks.ts';
import { benchGraders } from './graders.ts';

/** Where a benchmark puts its figures, and what it is at. */
export interface Say {
  readonly say: (text: string) => void;
  readonly progress: (text: string) => void;
}

// Ratios from one run: everything is measured in turn, and the medians are compared, so that a busy machine
// slows all of it alike. An argument names one section.
const sections = { checks: benchChecks, graders: benchGraders, builds: benchBuilds, batch: benchBatch };
const [wanted] = process.argv.slice(2);
let kept = true;
for (const [name, bench] of Object.entries(sections)) {
  if (wanted !== undefined && wanted !== name) continue;
  const say = { say: (text: string) => process.stdout.write(text), progress: (text: string) => process.stderr.write(`bench: ${text}\n`) };
  if (!(await bench(say))) kept = false;
}
process.stdout.write(kept ? 'all limits are kept\n' : 'a limit was missed\n');
process.exitCode = kept ? 0 : 1;
