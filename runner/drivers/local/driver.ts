import type { Driver } from '../../core/driver.ts';
import type { StartedCompanions } from '../companions.ts';
import { buildLocally } from './build.ts';
import { startLocalCompanions } from './companions.ts';
import { holdBinary } from './hold.ts';
import { createLocalLauncher } from './launcher.ts';
import { buildOnce, type Remembered } from './remember.ts';
import { sweepScratch } from './scratch.ts';

/**
 * The embedded driver: the host's cargo, the host's processes, probes in this very process. For one's own
 * code. Where binaries are remembered, a project whose
 * files are as they once were is not compiled again.
 */
export function createLocalDriver(remembered?: Remembered): Driver<string> {
  let beside: Promise<StartedCompanions> | undefined;
  const stopCompanions = async () => {
    const running = await beside?.catch(() => undefined);
    beside = undefined;
    await running?.stop();
  };
  return {
    name: 'local',
    build: (project, onProgress, signal) => {
      const build = () => buildLocally(project, onProgress, signal, remembered?.targetDirectory);
      const built = remembered === undefined ? build() : buildOnce(project, remembered, build);
      // The probes are loaded while cargo works: they take as long as kata's own start.
      void import('../../examine/warm.ts').then(({ warmUp }) => warmUp());
      sweepScratch().catch(() => {});
      return built;
    },
    prepare: ({ companions = [] }) => {
      beside = startLocalCompanions(companions);
      beside.catch(() => {});
    },
    open: async (binary, exercise) => {
      const [held, { createExaminer }, started] = await Promise.all([holdBinary(binary), loadExaminer(), beside]);
      const bench = createExaminer(exercise, createLocalLauncher(held.path), started?.companions);
      return { ...bench, close: () => bench.close().finally(held.release).finally(stopCompanions) };
    },
    close: stopCompanions,
  };
}

function loadExaminer(): Promise<typeof import('../../examine/examiner.ts')> {
  return import('../../examine/examiner.ts');
}
