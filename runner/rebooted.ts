import type { BootFault } from './core/boot.ts';
import { shownExit } from './core/exit.ts';
import type { Verdict } from './core/verdict.ts';

/** The verdict where a server that had started once did not start again. */
export function notBootedAgain(fault: BootFault): Verdict {
  const actual = fault.kind === 'exited' ? `it ended at once (${shownExit(fault.exit)})` : `it did not become ready (${fault.kind})`;
  const said = fault.log.lines.slice(-3).join('\n');
  return {
    status: 'fail',
    findings: [{ key: 'boot', expected: ['the server starts once more'], actual: said === '' ? actual : `${actual}\n${said}` }],
  };
}
