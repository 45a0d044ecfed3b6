import { shownExit } from '../../runner/core/exit.ts';
import type { Finding } from '../../runner/core/finding.ts';
import type { ExitSeen } from '../../runner/core/tools.ts';

/** The program ended by itself, with this exit code, within the time it was given. */
export function exited(exit: ExitSeen, code: number): Finding | undefined {
  if (exit.kind === 'exited' && exit.code === code) return undefined;
  return { expected: [`exit code ${code}`], actual: described(exit), ...hinted(exit) };
}

/** The program ended within the time, however. */
export function ended(exit: ExitSeen): Finding | undefined {
  return exit.kind === 'exited' ? undefined : { expected: ['the program ends'], actual: described(exit) };
}

export function described(exit: ExitSeen): string {
  if (exit.kind === 'running') return `still running after ${Math.round(exit.ms)} ms`;
  return shownExit(exit);
}

function hinted(exit: ExitSeen): { readonly hint?: string } {
  if (exit.kind === 'exited' && exit.signal === 'SIGTERM') {
    return {
      hint: 'Nothing handles SIGTERM: tokio::signal::ctrl_c() is SIGINT only. Wait for tokio::signal::unix::SignalKind::terminate() as well.',
    };
  }
  return {};
}
