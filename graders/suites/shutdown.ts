import type { Check } from '../../runner/core/check.ts';
import type { Draw } from '../../runner/core/draw.ts';
import type { Rule } from '../../runner/core/exercise.ts';
import type { HeldRequest, HttpRequest, Tools } from '../../runner/core/tools.ts';
import { check, nothing, rule } from '../check.ts';
import { holds, inTheCheck } from '../judge/equal.ts';
import { described, ended, exited } from '../judge/exit.ts';
import { ending } from '../judge/outcome.ts';
import { status } from '../judge/status.ts';
import { anyExit, bodyIsOpen } from '../survivors.ts';

interface Shutdown {
  /** A request that is under way until its last byte is sent, or that takes about 400 ms. */
  readonly inFlight: (draw: Draw) => HttpRequest;
  /** A request that never ends by itself within a second. */
  readonly endless: (draw: Draw) => HttpRequest;
  readonly rightStatus: number;
  /** How long `inFlight` takes by its contract, where it has no body to withhold. */
  readonly inFlightMs?: number;
  /** Checks without which a request in flight says nothing about shutdown. */
  readonly needs?: readonly string[];
  /** The same for the grace limit, which says something even where the request is refused. */
  readonly graceNeeds?: readonly string[];
}

const exitLimitMs = 2_000;
const graceMs = 500;
/** Half of the grace period: a server that accepts as long as it runs is still there, and a busy machine has had its time. */
const atOnceMs = 2_500;

/** SIGTERM and SIGINT drain the server: nothing accepted is lost, nothing new comes in, and it ends. */
export function shutdownRule({ inFlight, endless, rightStatus, inFlightMs, needs = ['answers-health'], graceNeeds = [] }: Shutdown): Rule {
  return rule({
    id: 'shutdown',
    text:
      'On SIGTERM and on SIGINT the server stops accepting connections, closes idle ones, answers what is in flight, and exits with code 0 within 1 s of the last answer. ' +
      'It ends at the latest `SHUTDOWN_GRACE_MS` after the signal, and at once on a second signal, then with any code.',
    why: 'Every deployment stops the old version with SIGTERM. What it drops then, a user has lost.',
    checks: [
      ...stops(),
      check({
        id: 'finishes-what-is-in-flight',
        title: 'A request that is in flight at SIGTERM gets its whole answer, then the server exits with 0',
        hint: 'Give axum::serve a shutdown signal: .with_graceful_shutdown(…). Do not end the process in the signal handler.',
        runs: 'own',
        needs,
        ...(inFlightMs === undefined ? {} : { waitsMs: inFlightMs }),
        given: inFlight,
        probe: async (tools, request) => {
          const held = await underWay(tools, request);
          await tools.server.signal('SIGTERM');
          await tools.tcp.refused(1_000);
          const answer = await held.finish();
          return { answer, exit: await tools.server.exit(exitLimitMs) };
        },
        judge: ({ answer, exit }) => ({
          answer: inTheCheck(status(answer, rightStatus)),
          exit: answer.kind === 'answer' ? exited(exit, 0) : undefined,
        }),
        survives: [bodyIsOpen],
      }),
      check({
        id: 'refuses-new-connections',
        title: 'After SIGTERM new connections are refused while requests in flight go on',
        hint: 'Drop the listener as soon as the signal comes: axum::serve does so with .with_graceful_shutdown(…).',
        runs: 'own',
        needs,
        given: endless,
        probe: async (tools, request) => {
          await underWay(tools, request);
          await tools.server.signal('SIGTERM');
          return tools.tcp.refused(atOnceMs);
        },
        judge: ({ refused, ms }) => ({
          connection: holds(refused, 'connection refused', `still accepted ${Math.round(ms)} ms after SIGTERM`),
        }),
      }),
      check({
        id: 'closes-idle-connections',
        title: 'A keep-alive connection without a request does not hold up the shutdown',
        hint: 'hyper’s connections have to be told: call graceful_shutdown() on each. axum::serve does that for you with .with_graceful_shutdown(…).',
        runs: 'own',
        needs: ['answers-health', 'stops-on-sigterm'],
        given: nothing,
        probe: async ({ http, server }) => {
          const idle = await http.idle('/health');
          await server.signal('SIGTERM');
          const [end, exit] = await Promise.all([idle.ended(exitLimitMs), server.exit(exitLimitMs)]);
          return { end, exit };
        },
        judge: ({ end, exit }) => ({
          connection: holds(end === 'closed', 'closed (FIN) by the server', ending(end)),
          exit: exited(exit, 0),
        }),
      }),
      check({
        id: 'stops-at-the-grace-limit',
        title: `With SHUTDOWN_GRACE_MS=${graceMs} and a client that never finishes, the server ends by itself`,
        hint: 'with_graceful_shutdown waits for ever: race it against a tokio::time::sleep that starts at the signal.',
        runs: 'own',
        needs: graceNeeds,
        waitsMs: graceMs,
        env: { SHUTDOWN_GRACE_MS: String(graceMs) },
        given: endless,
        probe: async (tools, request) => {
          await underWay(tools, request);
          await tools.server.signal('SIGTERM');
          tools.waiting();
          return tools.server.exit(graceMs + atOnceMs);
        },
        judge: (exit) => ({ exit: ended(exit) }),
        survives: [anyExit],
      }),
      check({
        id: 'stops-on-a-second-signal',
        title: 'A second SIGTERM during the grace period ends the server at once',
        hint: 'After the first signal wait for the next one as well, and let it end the process.',
        runs: 'own',
        needs: [...needs, 'stops-on-sigterm'],
        given: endless,
        probe: async (tools, request) => {
          await underWay(tools, request);
          await tools.server.signal('SIGTERM');
          await tools.tcp.refused(1_000);
          await tools.server.signal('SIGTERM');
          return tools.server.exit(atOnceMs);
        },
        judge: (exit) => ({ exit: holds(exit.kind === 'exited', 'the program ends at once', described(exit)) }),
        survives: [anyExit],
      }),
    ],
  });
}

function stops(): readonly Check[] {
  const signals = [
    { id: 'stops-on-sigterm', signal: 'SIGTERM', source: 'Docker, Kubernetes and systemd send it' },
    { id: 'stops-on-sigint', signal: 'SIGINT', source: 'Ctrl+C sends it' },
  ] as const;
  return signals.map(({ id, signal, source }) =>
    check({
      id,
      title: `${signal} ends a server that has nothing to do, with exit code 0`,
      hint: `Wait for ${signal} in your shutdown signal: ${source}.`,
      runs: 'own',
      given: nothing,
      probe: async ({ server }) => {
        await server.signal(signal);
        return server.exit(exitLimitMs);
      },
      judge: (exit) => ({ exit: exited(exit, 0) }),
    }),
  );
}

/** Some answers on other connections come first, so that the held request has been accepted and read. */
async function underWay({ http }: Tools, request: HttpRequest): Promise<HeldRequest> {
  const held = await http.hold(request);
  for (let round = 0; round < 4; round += 1) await http.get('/health');
  return held;
}
