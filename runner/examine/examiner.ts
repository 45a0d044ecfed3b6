import { setMaxListeners } from 'node:events';
import { createTools, readyLoad } from '../../graders/tools.ts';
import type { Bench, Probed, ProbeRequest } from '../core/bench.ts';
import type { BootOutcome } from '../core/boot.ts';
import type { ProbedCheck } from '../core/check.ts';
import { checksOf, type Exercise } from '../core/exercise.ts';
import type { Json } from '../core/json.ts';
import { plainJsonFault } from '../core/plain-json.ts';
import type { Exit, Launcher } from '../core/program.ts';
import type { Step } from '../core/step.ts';
import { awaitBoot } from './boot.ts';
import { serverEnvironment } from './environment.ts';
import { freePort } from './port.ts';

const probeLimitMs = 15_000;
const logLines = 200;

interface Running {
  readonly port: number;
  readonly env: { readonly [name: string]: string };
  readonly ended: { exit?: Exit };
  /** Set once a probe has told it to stop. */
  readonly told: { stop: boolean };
}

/** Boots and probes servers that `launcher` keeps, from where this code runs. */
export function createExaminer(exercise: Exercise, launcher: Launcher): Bench {
  const running = new Map<number, Running>();
  const checks = new Map(checksOf(exercise).map((check) => [check.id, check]));
  let nextId = 100_000;
  // Begun early where a check is told by a canary; whoever needs it waits for it, and hears what went wrong.
  if ([...checks.values()].some((check) => check.kind === 'probed' && check.disturbed !== undefined)) readyLoad().catch(() => {});
  /** Programs that share a network are all seen in it: the port of another server is not this one's. */
  const ofItsOwn: Launcher = {
    ...launcher,
    listening: async (id) => {
      const others = new Set([...running].flatMap(([server, { port }]) => (server === id ? [] : [port])));
      return (await launcher.listening(id))?.filter(({ port }) => !others.has(port));
    },
  };
  return {
    boot: async (server, changes): Promise<BootOutcome> => {
      const port = await freePort('127.0.0.1');
      const env = serverEnvironment(exercise, launcher.bindHost, port, changes);
      await launcher.start({ id: server, env });
      const ended: { exit?: Exit } = {};
      void launcher.exit(server).then((exit) => Object.assign(ended, { exit }));
      running.set(server, { port, env, ended, told: { stop: false } });
      return awaitBoot(exercise.boot, ofItsOwn, server, port);
    },
    probe: async ({ server, checkId, seed, given }: ProbeRequest, onWaiting = () => {}): Promise<Probed> => {
      const target = running.get(server);
      const check = checks.get(checkId);
      if (target === undefined || check?.kind !== 'probed') throw new Error(`no server ${server} or no check ${checkId}`);
      const steps: Step[] = [];
      const over = new AbortController();
      const limit = setTimeout(() => over.abort(), probeLimitMs);
      const deadline = over.signal;
      // Every request and connection of a probe listens to it; a load has hundreds.
      setMaxListeners(0, deadline);
      const tools = createTools({
        host: '127.0.0.1',
        port: target.port,
        serverId: server,
        seed,
        launcher,
        keepsConnection: check.runs === 'shared' || check.keepsConnection === true,
        baseEnv: target.env,
        deadline,
        note: (step) => {
          steps.push(step);
          return step;
        },
        newServerId: () => nextId++,
        expectEnd: () => {
          target.told.stop = true;
        },
        onWaiting,
      });
      const before = (await launcher.log(server, Number.MAX_SAFE_INTEGER)).totalLines;
      const start = performance.now();
      const { evidence, broke } = await runProbe(check, tools, given);
      // What the probe left open would go on loading the server, and keep kata from ending.
      clearTimeout(limit);
      over.abort();
      const ms = Math.round((performance.now() - start) * 100) / 100;
      const { lines } = await launcher.log(server, before);
      const { exit } = target.ended;
      return {
        evidence,
        steps,
        log: lines.slice(-logLines),
        ...(exit !== undefined && !target.told.stop ? { died: exit } : {}),
        ...(broke === undefined ? {} : { broke }),
        ms,
      };
    },
    limitsHit: (server) => launcher.limitsHit(server),
    stop: async (server) => {
      running.delete(server);
      await launcher.remove(server);
    },
    close: async () => {
      running.clear();
      await launcher.removeAll();
    },
  };
}

async function runProbe(
  check: ProbedCheck,
  tools: Parameters<ProbedCheck['probe']>[0],
  given: Json,
): Promise<{ readonly evidence: Json; readonly broke?: string }> {
  try {
    const evidence = await check.probe(tools, given);
    const fault = plainJsonFault(evidence);
    if (fault !== undefined)
      return { evidence: null, broke: `its evidence has ${fault}, which is not plain JSON: put text, a finite number or null there` };
    // Through JSON, so that both drivers judge the very same evidence.
    return { evidence: JSON.parse(JSON.stringify(evidence)) as Json };
  } catch (error) {
    return { evidence: null, broke: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
