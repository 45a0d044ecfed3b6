import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTools, readyLoad } from '../../graders/tools.ts';
import type { Bench, Probed, ProbeRequest } from '../core/bench.ts';
import type { BootOutcome } from '../core/boot.ts';
import { type ProbedCheck, sharesServer } from '../core/check.ts';
import type { Companions } from '../core/companion.ts';
import type { Variables } from '../core/environment.ts';
import { checksOf, type Exercise } from '../core/exercise.ts';
import type { Json } from '../core/json.ts';
import { plainJsonFault } from '../core/plain-json.ts';
import type { Exit, Launcher, Signal } from '../core/program.ts';
import type { Step } from '../core/step.ts';
import type { Restart } from '../core/tools.ts';
import { awaitBoot } from './boot.ts';
import { type OwnCompanions, openCompanions } from './companions.ts';
import { serverEnvironment } from './environment.ts';
import { freePort } from './port.ts';

const probeLimitMs = 15_000;
const logLines = 200;

interface Running {
  readonly port: number;
  readonly env: { readonly [name: string]: string };
  readonly beside: OwnCompanions;
  ended: { readonly exit?: Exit };
  /** Set once a probe has told it to stop. */
  readonly told: { stop: boolean };
}

/** Boots and probes servers that `launcher` keeps, from where this code runs. */
export function createExaminer(exercise: Exercise, launcher: Launcher, companions: Companions = {}): Bench {
  const running = new Map<number, Running>();
  const checks = new Map(checksOf(exercise).map((check) => [check.id, check]));
  let nextId = 100_000;
  // Begun early where a check is told by a canary; whoever needs it waits for it, and hears what went wrong.
  if ([...checks.values()].some((check) => check.kind === 'probed' && check.disturbed !== undefined)) readyLoad().catch(() => {});
  const all = openCompanions(companions, exercise.upstream);
  /** Programs that share a network are all seen in it: the port of another server is not this one's. */
  const ofItsOwn: Launcher = {
    ...launcher,
    listening: async (id) => {
      const others = new Set([...all.ports(), ...[...running].flatMap(([server, { port }]) => (server === id ? [] : [port]))]);
      return (await launcher.listening(id))?.filter(({ port }) => !others.has(port));
    },
  };
  const start = async (server: number, env: Variables): Promise<{ readonly exit?: Exit }> => {
    await launcher.start({ id: server, env });
    const ended: { exit?: Exit } = {};
    // Why its end cannot be known is told to whoever waits for it.
    launcher.exit(server).then(
      (exit) => Object.assign(ended, { exit }),
      () => {},
    );
    return ended;
  };
  const restart = async (server: number, target: Running, signal: Signal, timeoutMs: number): Promise<Restart> => {
    target.told.stop = true;
    await launcher.signal(server, signal);
    await Promise.race([launcher.exit(server), sleep(timeoutMs)]);
    await launcher.remove(server);
    target.ended = await start(server, target.env);
    target.told.stop = false;
    const boot = await awaitBoot(exercise.boot, ofItsOwn, server, target.port);
    return boot.kind === 'ready' ? boot : { kind: 'not-ready', why: boot.kind };
  };
  return {
    boot: async (server, changes): Promise<BootOutcome> => {
      const port = await freePort('127.0.0.1');
      const beside = await all.create(changes);
      const env = serverEnvironment(exercise, launcher.bindHost, port, { ...beside.env, ...changes.env });
      running.set(server, { port, env, beside, ended: await start(server, env), told: { stop: false } });
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
        keepsConnection: check.keepsConnection ?? sharesServer(check.runs),
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
        database: target.beside.database,
        sqlite: target.beside.sqlite,
        redis: target.beside.redis,
        upstream: target.beside.upstream,
        restart: (signal, timeoutMs) => {
          before = 0;
          return restart(server, target, signal, timeoutMs);
        },
        onWaiting,
      });
      let before = (await launcher.log(server, Number.MAX_SAFE_INTEGER)).totalLines;
      const begun = performance.now();
      const { evidence, broke } = await runProbe(check, tools, given);
      // What the probe left open would go on loading the server, and keep kata from ending.
      clearTimeout(limit);
      over.abort();
      const ms = Math.round((performance.now() - begun) * 100) / 100;
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
    usage: () => launcher.usage(),
    stop: async (server) => {
      const beside = running.get(server)?.beside;
      running.delete(server);
      await launcher.remove(server);
      await beside?.close();
    },
    close: async () => {
      const open = [...running.values()];
      running.clear();
      await launcher.removeAll();
      await Promise.all(open.map(({ beside }) => beside.close()));
      await all.close();
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
