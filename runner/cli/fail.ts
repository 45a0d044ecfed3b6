import { CommanderError } from 'commander';
import { AuthorError, InfrastructureError, UsageError } from '../core/fault.ts';
import { safe, safeShort } from '../report/safe.ts';
import { interrupted } from './signals.ts';

/** Says what went wrong and what to do next, and sets the exit code. Only a bug of ours shows a stack. */
export function fail(error: unknown, next?: string): void {
  const { message, step, exitCode } = words(error, next);
  // Names that a submission chose may be in it.
  process.stderr.write(`kata: ${safeShort(message)}\n${step === undefined ? '' : `next: ${safe(step)}\n`}`);
  process.exitCode = exitCode;
}

interface Words {
  readonly message: string;
  readonly step: string | undefined;
  readonly exitCode: number;
}

function words(error: unknown, next: string | undefined): Words {
  if (interrupted()) return { message: 'interrupted; everything it had started was stopped', step: undefined, exitCode: 130 };
  if (error instanceof CommanderError) return { message: error.message.replace(/^error: /, ''), step: next, exitCode: 2 };
  if (error instanceof UsageError) return { message: error.message, step: error.next, exitCode: 2 };
  if (error instanceof InfrastructureError) return { message: error.message, step: error.next, exitCode: 3 };
  if (error instanceof AuthorError) return { message: error.message, step: error.next, exitCode: 4 };
  if (isFull(error))
    return { message: `the disk is full: ${error.message}`, step: 'make room there, then run the command again', exitCode: 3 };
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: `this is a fault of kata, not yours: ${text}`, step: 'please report it with the command you typed', exitCode: 4 };
}

function isFull(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
