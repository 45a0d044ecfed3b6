import type { BootFault } from '../../core/boot.ts';
import type { Plan } from '../../core/event.ts';
import { shownExit } from '../../core/exit.ts';
import type { Paint } from '../paint.ts';
import { safe, safeShort } from '../safe.ts';
import { labelled } from './label.ts';
import { limitLines } from './limit.ts';

const logLines = 8;

/** What was tried: the exercise, and the words that try it again. */
type Tried = Pick<Plan, 'exercise' | 'command'>;

/** A server that never became ready, in words for each way, with the fix. Without its log where that was shown before. */
export function notBootedLines(fault: BootFault, plan: Tried, paint: Paint, log: readonly string[] = logOf(fault)): readonly string[] {
  const { title, actual, hint } = words(fault, plan);
  return [
    `${paint.red('✗')} ${paint.bold(title)}`,
    ...labelled('expected', expected(fault, plan), paint),
    ...labelled('actual', actual, paint),
    ...limitLines(fault.hit, paint),
    ...(log.length === 0 ? [] : labelled('log', log.map(safe).join('\n'), paint)),
    ...labelled('hint', hint, paint),
    ...labelled('again', plan.command, paint),
  ];
}

function expected({ port }: BootFault, { exercise }: Tried): string {
  const { ready, readyTimeoutMs } = exercise.boot;
  const served = ready.kind === 'http' ? `GET ${ready.path} is answered` : 'TCP connections are accepted';
  return `${served} on HOST and PORT (here ${port}) within ${readyTimeoutMs / 1000} s`;
}

function words(fault: BootFault, plan: Tried): { readonly title: string; readonly actual: string; readonly hint: string } {
  switch (fault.kind) {
    case 'exited': {
      const panicked = fault.log.lines.some((line) => line.includes('panicked at'));
      return {
        title: 'The server ends before it serves',
        actual: `${shownExit(fault.exit)}, ${fault.ms} ms after the start${panicked ? ': it panicked' : ''}`,
        hint: panicked
          ? 'The panic’s line in the log names the place. Routes are written /greet/{name} since axum 0.8; /greet/:name panics.'
          : fault.exit.code === 0
            ? 'main returned: await the server, and do not leave it to a child process.'
            : 'Its last lines say why. Only the variables of the spec are set, and the working directory is empty.',
      };
    }
    case 'other-port':
      return {
        title: 'The server listens on another port',
        actual: `it listens on ${fault.listening.map(({ address, port }) => `${address}:${port}`).join(', ')}`,
        hint: 'Read the port from the environment variable PORT: it differs from boot to boot.',
      };
    case 'loopback-only':
      return {
        title: 'The server listens on 127.0.0.1 only',
        actual: `it listens on ${fault.address}`,
        hint: 'Bind the address in HOST (0.0.0.0 in a container): what listens on 127.0.0.1 cannot be reached from outside its container.',
      };
    case 'never-listens':
      return {
        title: 'The server never listens',
        actual: `it runs, and listened on no port in ${Math.round(fault.afterMs / 1000)} s`,
        hint: 'Look for what main waits for before it binds, or for a listener that is bound and dropped.',
      };
    case 'too-slow':
      return {
        title: 'The server starts too slowly',
        actual: `ready after ${(fault.afterMs / 1000).toFixed(1)} s; the limit is ${fault.limitMs / 1000} s`,
        hint: 'Bind first, and do what takes long after that, in a task of its own.',
      };
    case 'not-http':
      return {
        title: 'The server accepts and speaks no HTTP',
        actual: `it sent ${JSON.stringify(safeShort(fault.bytes))}`,
        hint: 'An answer begins with HTTP/1.1 and a status. Look at what is written to the socket first.',
      };
    case 'silent':
      return {
        title: 'The server accepts and never answers',
        actual: `no byte of an answer within ${plan.exercise.boot.ready.kind === 'http' ? 2 : 1} s`,
        hint: 'Look for a handler or a layer that waits for ever, or a listener that nobody serves.',
      };
    case 'closes':
      return {
        title: 'The server accepts and closes without an answer',
        actual: 'the connection was closed before one byte came back',
        hint: 'Look for a panic in the handler of the ready path: its task ends, and the connection with it.',
      };
  }
}

function logOf({ log: { lines } }: BootFault): readonly string[] {
  if (lines.length === 0) return ['(it printed nothing)'];
  const panic = lines.findIndex((line) => line.includes('panicked at'));
  return panic === -1 ? lines.slice(-logLines) : lines.slice(panic, panic + 3);
}
