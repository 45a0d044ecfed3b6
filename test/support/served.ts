import { startBuild } from '../../runner/building.ts';
import type { Driver } from '../../runner/core/driver.ts';
import type { RunEvent } from '../../runner/core/event.ts';
import type { Exercise } from '../../runner/core/exercise.ts';
import type { Exit, Launcher, Signal } from '../../runner/core/program.ts';
import { createLogBuffer } from '../../runner/drivers/log.ts';
import { createExaminer } from '../../runner/examine/examiner.ts';
import { diskTree } from '../../runner/project/disk-tree.ts';
import { eventsOf } from '../../runner/verify/grade.ts';

/** A program of the test's own, in this very process: it serves on real sockets, and nothing is compiled. */
export type Program = (start: {
  readonly env: { readonly [name: string]: string };
  readonly print: (line: string) => void;
}) => Promise<Running>;

export interface Running {
  /** Stops as a program does that is told to, and resolves when it has. */
  stop(signal: Signal): Promise<void>;
}

interface Grading {
  readonly seed: number;
  readonly only?: readonly string[];
}

const project = { directory: '/nowhere', workspace: '/nowhere', packageName: 'served', binary: 'served', tree: diskTree };

/** Runs the whole pipeline on such a program. */
export async function gradeServed(exercise: Exercise, program: Program, { seed, only }: Grading): Promise<readonly RunEvent[]> {
  const { signal } = new AbortController();
  const driver = servedDriver(program);
  return eventsOf({ exercise, project, built: startBuild(driver, project, signal), driver, seed, checks: only, signal });
}

function servedDriver(program: Program): Driver {
  return {
    name: 'local',
    build: async () => ({ kind: 'built', artifact: null, ms: 0, notes: [] }),
    prepare: () => {},
    open: async (_, exercise) => createExaminer(exercise, launcherOf(program)),
    close: async () => {},
  };
}

function launcherOf(program: Program): Launcher {
  const started = new Map<number, ReturnType<typeof start>>();
  const find = (id: number) => {
    const found = started.get(id);
    if (found === undefined) throw new Error(`no program ${id} was started`);
    return found;
  };
  const remove = async (id: number) => {
    await started.get(id)?.signal('SIGKILL');
    started.delete(id);
  };
  return {
    bindHost: '127.0.0.1',
    start: async ({ id, env }) => void started.set(id, start(program, env)),
    signal: async (id, signal) => void find(id).signal(signal),
    exit: (id) => find(id).exit,
    log: async (id, since) => find(id).log.log(since),
    logWith: (id, text, times, timeoutMs) => find(id).log.stdoutWith(text, times, timeoutMs),
    listening: async () => undefined,
    resources: async () => undefined,
    limitsHit: async () => [],
    remove,
    usage: async () => null,
    removeAll: async () => void (await Promise.all([...started.keys()].map(remove))),
  };
}

/** A program that does not start has said why, and ended with exit code 1. */
function start(program: Program, env: { readonly [name: string]: string }) {
  const log = createLogBuffer();
  const print = (line: string) => log.push('stdout', Buffer.from(`${line}\n`));
  let end = (_exit: Exit) => {};
  const exit = new Promise<Exit>((resolve) => {
    end = resolve;
  });
  const running = startOn(program, { env, print }).catch((error: unknown) => {
    print(String(error));
    end({ code: 1, signal: null });
    return undefined;
  });
  let isTold = false;
  const signal = async (signal: Signal) => {
    if (!isTold) await (await running)?.stop(signal);
    isTold = true;
    end({ code: 0, signal: null });
  };
  return { log, exit, signal };
}

async function startOn(program: Program, start: Parameters<Program>[0]): Promise<Running> {
  if (!/^\d+$/.test(start.env.PORT ?? '')) throw new Error(`PORT is ${start.env.PORT}, which is no port number`);
  return program(start);
}
