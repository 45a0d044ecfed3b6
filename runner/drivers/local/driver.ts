import type { Driver } from '../../core/driver.ts';
import { createExaminer } from '../../examine/examiner.ts';
import { buildLocally } from './build.ts';
import { holdBinary } from './hold.ts';
import { createLocalLauncher } from './launcher.ts';

/** The embedded driver: the host's cargo, the host's processes, probes in this very process. For one's own code. */
export function createLocalDriver(): Driver<string> {
  return {
    name: 'local',
    build: buildLocally,
    open: async (binary, exercise) => {
      const held = await holdBinary(binary);
      const bench = createExaminer(exercise, createLocalLauncher(held.path));
      return { ...bench, close: () => bench.close().finally(held.release) };
    },
    close: async () => {},
  };
}
