import type { BuildOutcome, BuildProgress, Driver, Project } from './core/driver.ts';
import { createQueue } from './core/queue.ts';

/** A build that has begun. */
export interface Building {
  readonly progress: AsyncIterable<BuildProgress>;
  readonly outcome: Promise<BuildOutcome>;
  /** Ends it, if it is not over yet, and waits until nothing of it runs. */
  stop(): Promise<void>;
}

/** Begins to build a project, so that what grades it can be loaded in the meantime. */
export function startBuild(driver: Driver, project: Project, signal: AbortSignal): Building {
  const progress = createQueue<BuildProgress>();
  const stopped = new AbortController();
  const stop = () => stopped.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const outcome = driver.build(project, progress.push, stopped.signal).finally(() => {
    signal.removeEventListener('abort', stop);
    progress.end();
  });
  outcome.catch(() => {});
  return {
    progress,
    outcome,
    stop: async () => {
      stop();
      await outcome.catch(() => {});
    },
  };
}
