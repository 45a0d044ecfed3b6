import { CommanderError } from 'commander';
import { InfrastructureError, UsageError } from '../core/fault.ts';
import { interrupted } from './signals.ts';

/** Says what went wrong and what to do next, and sets the exit code. Only a bug of ours shows a stack. */
export function fail(error: unknown, next?: string): void {
  if (interrupted()) {
    process.stderr.write('kata: interrupted; everything it had started was stopped\n');
    process.exitCode = 130;
    return;
  }
  if (error instanceof CommanderError) return say(error.message.replace(/^error: /, ''), next, 2);
  if (error instanceof UsageError) return say(error.message, error.next, 2);
  if (error instanceof InfrastructureError) return say(error.message, error.next, 3);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  say(`this is a fault of kata, not yours: ${text}`, 'please report it with the command you typed', 4);
}

function say(message: string, next: string | undefined, exitCode: number): void {
  process.stderr.write(`kata: ${message}\n${next === undefined ? '' : `next: ${next}\n`}`);
  process.exitCode = exitCode;
}
