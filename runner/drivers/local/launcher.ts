import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { InfrastructureError } from '../../core/fault.ts';
import type { Exit, Launcher } from '../../core/program.ts';
import { type Usage, usageOf, usedTogether } from '../../core/usage.ts';
import { makeScratch } from '../../project/scratch.ts';
import { createLogBuffer, type LogBuffer } from '../log.ts';
import { endingWithParent, sendSignal } from './processes.ts';
import { groupResources, processResources } from './resources.ts';
import { groupSockets } from './sockets.ts';

/** Pipes that a process left behind still holds are not waited for longer than this. */
const drainMs = 200;

interface Started {
  readonly pid: number;
  readonly exit: Promise<Exit>;
  /** Resolves at once while it runs; after its end, when all that it printed has been read. */
  readonly drained: () => Promise<unknown>;
  readonly log: LogBuffer;
  readonly directory: string;
}

/**
 * Runs the built binary itself in a process group of its own, in an empty scratch folder outside the
 * project, with nothing of this machine's environment. `onLine` is told each line that it prints.
 */
export function createLocalLauncher(binary: string, onLine?: (line: string) => void): Launcher {
  const started = new Map<number, Started>();
  const ended: Usage[] = [];
  let closed = false;
  const find = (id: number): Started => {
    const program = started.get(id);
    if (program === undefined) throw new Error(`no program ${id} was started`);
    return program;
  };
  const remove = async (id: number): Promise<void> => {
    const program = started.get(id);
    if (program === undefined) return;
    const usage = closed ? [] : await usageNow(program);
    if (!started.delete(id)) return;
    ended.push(...usage);
    sendSignal(-program.pid, 'SIGKILL');
    await program.exit;
    await rm(program.directory, { recursive: true, force: true });
  };
  /** Whatever ends kata itself, its programs do not outlive it. */
  const killAll = () => {
    for (const { pid, directory } of started.values()) {
      sendSignal(-pid, 'SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    }
  };
  process.once('exit', killAll);
  return {
    bindHost: '127.0.0.1',
    start: async ({ id, env }) => {
      const directory = await makeScratch('run');
      if (closed) return rm(directory, { recursive: true, force: true });
      started.set(id, launch(binary, directory, env, createLogBuffer(onLine)));
    },
    signal: async (id, signal) => {
      sendSignal(find(id).pid, signal);
    },
    exit: (id) => find(id).exit,
    log: async (id, since) => {
      const { log, drained } = find(id);
      await drained();
      return log.log(since);
    },
    logWith: (id, text, times, timeoutMs) => find(id).log.stdoutWith(text, times, timeoutMs),
    listening: (id) => groupSockets(find(id).pid),
    resources: (id) => groupResources(find(id).pid),
    limitsHit: async () => [],
    usage: async () => usedTogether([...ended, ...(await Promise.all([...started.values()].map(usageNow))).flat()]),
    remove,
    removeAll: async () => {
      closed = true;
      await Promise.all([...started.keys()].map(remove));
      process.off('exit', killAll);
    },
  };
}

/** Of the program alone, and while it runs: to look for all that it started takes as long as many a probe. */
async function usageNow({ pid }: Started): Promise<readonly Usage[]> {
  const seen = await processResources(String(pid)).catch(() => undefined);
  return seen === undefined ? [] : [usageOf(seen)];
}

function launch(binary: string, directory: string, env: { readonly [name: string]: string }, log: LogBuffer): Started {
  const [command = binary, ...words] = [...endingWithParent(), binary];
  const program = execa(command, words, {
    cwd: directory,
    env,
    extendEnv: false,
    detached: true,
    cleanup: false,
    reject: false,
    buffer: false,
    stdin: 'ignore',
  });
  program.stdout.on('data', (chunk: Buffer) => log.push('stdout', chunk));
  program.stderr.on('data', (chunk: Buffer) => log.push('stderr', chunk));
  const exit = new Promise<Exit>((resolve) => {
    program.once('exit', (code, signal) => setImmediate(() => resolve({ code, signal })));
  });
  if (program.pid === undefined) throw new InfrastructureError(`the built program could not be started: ${binary}`);
  const read = new Promise((resolve) => program.once('close', resolve));
  const drained = async () =>
    program.exitCode === null && program.signalCode === null ? undefined : Promise.race([read, sleep(drainMs, undefined, { ref: false })]);
  return { pid: program.pid, exit, drained, log, directory };
}
