import type { Probed } from './core/bench.ts';
import type { ProbedCheck, RunCheck, RunSeen } from './core/check.ts';
import type { Findings } from './core/finding.ts';
import type { Json } from './core/json.ts';
import type { KeyedFinding, Verdict } from './core/verdict.ts';

/** The verdict on what a probe brought back. Pure: a recorded run is judged again by this alone. */
export function judge(check: ProbedCheck, given: Json, probed: Probed): Verdict {
  if (probed.broke !== undefined) return { status: 'error', because: `the probe of ${check.id} broke: ${probed.broke}` };
  return verdictOf(check.id, () => check.judge(probed.evidence, given), probed);
}

/** The verdict of a check on the run as a whole. */
export function judgeRun(check: RunCheck, seen: RunSeen): Verdict {
  return verdictOf(check.id, () => check.judge(seen), undefined);
}

/** Why the machine, and not the server, may be behind a failure. */
export function disturbance(check: ProbedCheck, probed: Probed): string | undefined {
  return check.disturbed?.(probed.evidence);
}

function verdictOf(id: string, judged: () => Findings, probed: Probed | undefined): Verdict {
  try {
    const findings = keyed(judged());
    if (findings.length === 0) return { status: 'pass' };
    const { died, hit } = probed ?? {};
    return { status: 'fail', findings, ...(died === undefined ? {} : { died }), ...(hit === undefined ? {} : { hit }) };
  } catch (error) {
    return {
      status: 'error',
      because: `the judge of ${id} broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    };
  }
}

function keyed(findings: Findings): readonly KeyedFinding[] {
  return Object.entries(findings).flatMap(([key, finding]) => (finding === undefined ? [] : [{ key, ...finding }]));
}
