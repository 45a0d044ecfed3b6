import { setTimeout as sleep } from 'node:timers/promises';
import type { BootFault, BootOutcome } from '../core/boot.ts';
import type { Boot } from '../core/exercise.ts';
import type { Exit, Launcher } from '../core/program.ts';
import { type Attempt, attempt } from './ready.ts';

const pollMs = 4;
const answerTimeoutMs = 2_000;
/** A server that listens elsewhere for this long is not on its way to the right port. */
const elsewhereMs = 700;

/** A fault as it is found, before the port, the log and limits are put to it. */
type Found = BootFault extends infer Fault ? (Fault extends BootFault ? Omit<Fault, 'log' | 'port' | 'hit'> : never) : never;

/**
 * Waits until the program serves, and tells apart the ways in which it does not. After `readyTimeoutMs`
 * it is waited for as long again, so that a slow start is not mistaken for none.
 */
export async function awaitBoot(boot: Boot, launcher: Launcher, id: number, port: number): Promise<BootOutcome> {
  const start = performance.now();
  const elapsed = () => Math.round(performance.now() - start);
  const exit = launcher.exit(id);
  const ended: { exit?: Exit; ms?: number } = {};
  exit.then(
    (seen) => Object.assign(ended, { exit: seen, ms: elapsed() }),
    () => {},
  );
  const path = boot.ready.kind === 'http' ? boot.ready.path : undefined;
  const fault = async (found: Found): Promise<BootFault> => {
    const hit = await launcher.limitsHit(id);
    return { ...found, port, log: await launcher.log(id, 0), ...(hit.length === 0 ? {} : { hit }) } as BootFault;
  };
  let elsewhereSince: number | undefined;
  while (elapsed() < 2 * boot.readyTimeoutMs) {
    if (ended.exit !== undefined) return fault({ kind: 'exited', exit: ended.exit, ms: ended.ms ?? elapsed() });
    const seen = await attempt('127.0.0.1', port, path, answerTimeoutMs);
    if (seen.kind === 'served') {
      const readyMs = elapsed();
      // Something serves, but it may be a child that the program left behind.
      if (ended.exit !== undefined) return fault({ kind: 'exited', exit: ended.exit, ms: ended.ms ?? readyMs });
      if (readyMs > boot.readyTimeoutMs) return fault({ kind: 'too-slow', afterMs: readyMs, limitMs: boot.readyTimeoutMs });
      return (await loopbackOnly(launcher, id, port, fault)) ?? { kind: 'ready', ms: readyMs };
    }
    const unserved = found(seen, elapsed());
    if (unserved !== undefined) {
      // A program that is about to end closes its sockets first; its end says more.
      await Promise.race([exit, sleep(50)]);
      return ended.exit === undefined ? fault(unserved) : fault({ kind: 'exited', exit: ended.exit, ms: elapsed() });
    }
    if (elapsed() > elsewhereMs / 2) {
      const elsewhere = (await launcher.listening(id))?.filter((socket) => socket.port !== port) ?? [];
      elsewhereSince = elsewhere.length === 0 ? undefined : (elsewhereSince ?? elapsed());
      if (elsewhereSince !== undefined && elapsed() - elsewhereSince > elsewhereMs) {
        return fault({ kind: 'other-port', listening: elsewhere });
      }
    }
    await Promise.race([exit, sleep(elapsed() < 1_000 ? pollMs : 10 * pollMs)]);
  }
  return fault({ kind: 'never-listens', afterMs: elapsed() });
}

function found(seen: Exclude<Attempt, { kind: 'served' }>, afterMs: number): Found | undefined {
  switch (seen.kind) {
    case 'refused':
      return undefined;
    case 'closed':
      return { kind: 'closes', afterMs };
    case 'silent':
      return { kind: 'silent', afterMs };
    case 'not-http':
      return { kind: 'not-http', bytes: seen.bytes };
  }
}

async function loopbackOnly(
  launcher: Launcher,
  id: number,
  port: number,
  fault: (found: Found) => Promise<BootFault>,
): Promise<BootFault | undefined> {
  if (launcher.bindHost === '127.0.0.1') return undefined;
  const socket = (await launcher.listening(id))?.find((listening) => listening.port === port);
  return socket?.address === '127.0.0.1' ? fault({ kind: 'loopback-only', address: `127.0.0.1:${port}` }) : undefined;
}
